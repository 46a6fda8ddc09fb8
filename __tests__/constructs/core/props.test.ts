import { Testing, Token } from "cdktf";
import { Construct } from "constructs";
import type { Kinds } from "../../../constructs/core/props";
import {
  boolean,
  checkConstructProps,
  checkProps,
  kind,
  mapOf,
  number,
  objectWith,
  required,
  string,
  strings,
} from "../../../constructs/core/props";
import { warningsOf } from "../warnings-of";

interface Props {
  readonly stageName: string;
  readonly memorySize?: number;
  readonly tracing?: boolean;
  readonly layers?: readonly string[];
  readonly tags?: Readonly<Record<string, string>>;
  readonly when?: Date;
  readonly code?: { bind: () => void };
  readonly role?: string;
}

const KINDS: Kinds<Props> = {
  stageName: required(string),
  memorySize: number,
  tracing: boolean,
  layers: strings,
  tags: mapOf(string),
  when: kind("a date", (value) => value instanceof Date),
  code: objectWith("code", "bind"),
  role: string,
};

const RIGHT: Props = { stageName: "v1" };

/** Checks props that no compiler has seen. */
function check(props: unknown, named?: (prop: string) => string): () => void {
  const scope = new Construct(Testing.app(), "Api");
  return () => {
    checkProps(scope, props as Props, KINDS, named);
  };
}

test.each<[unknown, string]>([
  [{}, "Api: stageName is missing; allowed: a string. Set stageName."],
  [undefined, "stageName is missing"],
  ["v1", 'props is "v1"; allowed: an object'],
  [null, "props is null; allowed: an object"],
  [{ stageName: 1 }, "stageName is 1; allowed: a string. Change stageName."],
  [{ stageName: null }, "stageName is null; allowed: a string"],
  [{ ...RIGHT, memorySize: "128" }, 'memorySize is "128"; allowed: a number'],
  [{ ...RIGHT, tracing: "yes" }, 'tracing is "yes"; allowed: true or false'],
  [{ ...RIGHT, layers: "arn" }, 'layers is "arn"; allowed: a list, each item a string'],
  [{ ...RIGHT, layers: ["arn", undefined] }, 'layers is ["arn","<undefined>"]; allowed: a list'],
  [{ ...RIGHT, tags: { team: 1 } }, 'tags is {"team":1}; allowed: an object, each value a string'],
  [{ ...RIGHT, when: new Construct(Testing.app(), "X") }, 'when is "<Construct>"; allowed: a date'],
  [{ ...RIGHT, code: {} }, "code is {}; allowed: code"],
  [{ ...RIGHT, code: () => 1 }, 'code is "<code>"; allowed: code'],
])("props %j are refused", (props, message) => {
  expect(check(props)).toThrow(message);
});

test.each<[string, string]>([
  ["memorysize", "memorySize"],
  ["memorySzie", "memorySize"],
  ["layer", "layers"],
  ["ROLE", "role"],
])("the misspelled prop %s is refused with the right spelling", (wrong, right) => {
  expect(check({ ...RIGHT, [wrong]: 1 })).toThrow(
    `Api: name of a prop is "${wrong}"; allowed: stageName, memorySize, tracing, layers, tags, ` +
      `when, code, role. Did you mean ${right}?`,
  );
});

test("an unknown prop is refused with the known ones", () => {
  expect(check({ ...RIGHT, auth: 1 }, (prop) => `${prop} of GET /`)).toThrow(
    'Api: name of a prop is "auth"; allowed: stageName, memorySize, tracing, layers, tags, when, ' +
      "code, role. Remove auth of GET /, or correct its name.",
  );
});

describe("a construct", () => {
  class Api extends Construct {
    constructor(id: string, props: Props) {
      super(Testing.app(), id);
      checkConstructProps(this, Api, props, KINDS);
    }
  }
  class GreetingApi extends Api {}
  const props = (added: object) => ({ ...RIGHT, ...added }) as Props;

  test("refuses an unknown prop", () => {
    expect(() => new Api("Api", props({ greeting: "hi" }))).toThrow(
      'Api: name of a prop is "greeting"; allowed: stageName, memorySize',
    );
  });

  test.each([
    { rule: "short names differ in meaning by a letter" },
    { greeting: "of a subclass" },
    { layer: "of a subclass that passes layers too", layers: [] },
  ])("of a subclass warns of the props of its own: %j", (own) => {
    const [name = ""] = Object.keys(own);

    const [warning] = warningsOf(new GreetingApi("Api", props(own)));

    expect(warning).toContain(
      `Api has no prop ${name}, so it has no effect there. If it is a prop of GreetingApi, leave it ` +
        "out of the props that super() gets.",
    );
  });

  test("of a subclass refuses misspelled props, and props of another type", () => {
    expect(() => new GreetingApi("Api", props({ memorySzie: 1 }))).toThrow(
      "Did you mean memorySize?",
    );
    expect(() => new GreetingApi("Api", props({ greeting: "hi", role: 1 }))).toThrow("role is 1");
    expect(() => new GreetingApi("Api", "v1" as never)).toThrow('props is "v1"');
  });
});

test("values known only at apply pass, whatever their type", () => {
  const props = {
    stageName: Token.asString("${var.stage}"),
    memorySize: Token.asString("${var.memory}"),
    tracing: Token.asAny({ value: true }),
    layers: Token.asList("${var.layers}"),
    tags: { team: Token.asAny({ value: "a" }) },
  };

  expect(check(props)).not.toThrow();
});

test("the props of a prop are named with it", () => {
  expect(check({}, (prop) => `stage.${prop}`)).toThrow("Api: stage.stageName is missing");
});
