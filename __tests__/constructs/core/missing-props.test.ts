import { Construct } from "constructs";
import * as constructs from "../../../constructs";
import { environment, hello } from "../lambda/support";
import { messageOf } from "../message-of";

const { Duration, HttpApi, HttpLambdaIntegration, lambda, RestApi, Schedule, WebSocketApi } =
  constructs;

type Constructor = new (scope: Construct, id: string, props: unknown) => Construct;

/** What only JavaScript passes. */
const untyped = (value: unknown) => value as never;

const EXPORTED: Readonly<Record<string, unknown>> = { ...constructs, ...lambda };
/** The constructs that users create, by name, whose third argument must be given or is an object. */
const WITH_PROPS = Object.entries(EXPORTED).filter(
  (entry): entry is [string, Constructor] =>
    typeof entry[1] === "function" &&
    entry[1].prototype instanceof Construct &&
    !["ApiGatewayAccount", "LayerVersion"].includes(entry[0]),
);

describe.each(WITH_PROPS)("%s", (_name, Class) => {
  test.each([null, "text", 5])("refuses %j as props, with its path", (props) => {
    const message = messageOf(() => new Class(environment(), "X", props));

    expect(message).toMatch(/^dev\/X: .* is .*; allowed: /);
  });
});

describe("without props", () => {
  test.each<[string, string]>([
    ["Function", "code is missing; allowed: code"],
    ["NodejsFunction", "entry is missing; allowed: a string. Set entry."],
    ["PythonFunction", "entry is missing; allowed: a string. Set entry."],
    ["RestApi", "stageName is missing; allowed: a string. Set stageName."],
    ["WebSocketApi", "stageName is missing; allowed: a string. Set stageName."],
    ["DomainName", "domainName is missing; allowed: a string. Set domainName."],
  ])("%s refuses its first required prop", (name, problem) => {
    const [, Class] = WITH_PROPS.find(([known]) => known === name) as [string, Constructor];

    expect(messageOf(() => new Class(environment(), "X", undefined))).toContain(
      `dev/X: ${problem}`,
    );
  });
});

test.each<[string, () => unknown, string]>([
  [
    "no options of asynchronous invocations",
    () => hello().configureAsyncInvoke(untyped(undefined)),
    "dev/Hello: props is missing; allowed: an object",
  ],
  [
    "no gateway response",
    () => {
      rest().addGatewayResponse("THROTTLED", untyped(undefined));
    },
    "dev/Rest: props of THROTTLED is missing; allowed: an object",
  ],
  [
    "no path",
    () => rest().resourceForPath(untyped(undefined)),
    "dev/Rest: path below / is missing; allowed: a string",
  ],
  [
    "null as the options of a stage",
    () => new HttpApi(environment(), "Http").addStage("v1", untyped(null)),
    "dev/Http: props is null; allowed: an object",
  ],
  [
    "null as the props of an integration",
    () => {
      const api = new HttpApi(environment(), "Http");
      api.addRoute("GET /", new HttpLambdaIntegration(hello(), untyped(null)));
    },
    "dev/Http: props of the integration is null; allowed: an object",
  ],
  [
    "no URL of an integration",
    () => {
      const api = new WebSocketApi(environment(), "Chat", { stageName: "v1" });
      const integration = new constructs.WebSocketHttpIntegration(untyped(undefined));
      api.addRoute("$default", { integration });
    },
    "dev/Chat: url of the integration is missing; allowed: a string",
  ],
  [
    "a number as runtime",
    () => lambda.Runtime.of(untyped(22)),
    "Runtime.of(): name is 22; allowed: a string. Change name.",
  ],
  [
    "a number as index",
    () => new lambda.PythonFunction(environment(), "X", { entry: "e", index: untyped(1) }),
    "dev/X: index is 1; allowed: a string",
  ],
])("%s is refused, with what is missing", (_what, act, message) => {
  expect(messageOf(act)).toContain(message);
});

test("a cron schedule without fields is refused", () => {
  expect(Schedule.cron(untyped(undefined)).problem).toMatchObject({
    what: "props of the cron schedule",
  });
});

test.each<[unknown, string]>([
  ["5", '"5"'],
  [null, "null"],
  [undefined, "undefined"],
])("a duration of %j seconds is refused by Duration", (amount, shown) => {
  expect(messageOf(() => Duration.seconds(untyped(amount)))).toBe(
    `Duration: number of seconds is ${shown}; allowed: a number. Convert it, e.g. by Number().`,
  );
});

function rest(): constructs.RestApi {
  return new RestApi(environment(), "Rest", { stageName: "v1" });
}
