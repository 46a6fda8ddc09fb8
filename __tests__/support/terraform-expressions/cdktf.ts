import {
  conditional,
  Fn,
  forExpression,
  FOR_EXPRESSION_KEY,
  FOR_EXPRESSION_VALUE,
  Op,
  propertyAccess,
  TerraformLocal,
  TerraformStack,
  TerraformVariable,
  Testing,
  Token,
} from "cdktf";
import type { Value } from "../../../local/terraform";
import { literal } from "../../../constructs/core/literal";

/** What a program makes by CDKTF, and what Terraform makes of that in turn. */
export interface Synthesised {
  readonly locals: Readonly<Record<string, Value>>;
  readonly variable: Readonly<Record<string, Value>>;
  /** Values of the locals. */
  readonly expected: Readonly<Record<string, Value>>;
}

/** Synthesises locals by each of CDKTF's ways to write an expression. */
export function synthesiseExpressions(): Synthesised {
  const stack = new TerraformStack(Testing.app(), "expressions");
  const rows = expressionsOf(variables(stack));
  for (const [name, [value]] of Object.entries(rows)) {
    new TerraformLocal(stack, name, value).overrideLogicalId(name);
  }
  const { locals, variable } = JSON.parse(Testing.synth(stack)) as Synthesised;
  const expected = Object.entries(rows).map(([name, [, value]]) => [name, value]);
  return { locals, variable, expected: Object.fromEntries(expected) as Record<string, Value> };
}

function variables(scope: TerraformStack) {
  const variable = (name: string, type: string, given: unknown) =>
    new TerraformVariable(scope, name, { type, default: given });
  return {
    stage: variable("stage", "string", "dev"),
    count: variable("count_of", "number", 3),
    tags: variable("tags", "map(string)", { a: "1" }),
    list: variable("list", "list(string)", ["x", "y"]),
  };
}

type Row = readonly [written: unknown, value: Value];

function expressionsOf({
  stage,
  count,
  tags,
  list,
}: ReturnType<typeof variables>): Record<string, Row> {
  const text = stage.stringValue;
  return {
    interpolated: [`a ${text} "quoted" back\\slash\nline`, 'a dev "quoted" back\\slash\nline'],
    literal: [literal("${not} %{if} $${x} ${"), "${not} %{if} $${x} ${"],
    literalBesideToken: [`${literal("${x} %{")}${text}`, "${x} %{dev"],
    rawString: [Fn.upper(Fn.rawString('say "hi" ${x}\n')), 'SAY "HI" ${X}\n'],
    nestedTemplate: [Fn.upper(`${text}-x`), "DEV-X"],
    jsonencode: [
      Fn.jsonencode({ a: [stage.value, 1, true], "b c": { d: "${x}" } }),
      '{"a":["dev",1,true],"b c":{"d":"${x}"}}',
    ],
    join: [Fn.join("-", ["a", text, "${x}"]), "a-dev-${x}"],
    lookup: [Fn.lookup(tags.value, "a", "d"), "1"],
    lookupDefault: [Fn.lookup(tags.value, "z", "d"), "d"],
    merge: [Fn.merge([{ b: "2" }, tags.value]), { a: "1", b: "2" }],
    add: [Op.add(count.numberValue, 2), 5],
    subtract: [Op.sub(count.numberValue, 1), 2],
    negate: [Op.negate(count.numberValue), -3],
    not: [Op.not(Op.gt(count.numberValue, 2)), false],
    conditional: [conditional(Op.eq(text, "dev"), "yes", "no"), "yes"],
    conditionInTemplate: [
      `is ${Token.asString(conditional(Op.neq(text, "dev"), "a", "b"))}!`,
      "is b!",
    ],
    format: [Fn.format("%s has %03d", [text, count.value]), "dev has 003"],
    element: [Fn.element(list.value, 3), "y"],
    length: [Fn.lengthOf(list.value), 2],
    forList: [forExpression(list.value, FOR_EXPRESSION_VALUE), ["x", "y"]],
    forObject: [
      forExpression(list.value, FOR_EXPRESSION_KEY, FOR_EXPRESSION_VALUE),
      { x: 0, y: 1 },
    ],
    property: [propertyAccess(tags.value, ["a"]), "1"],
    tried: [Fn.try([propertyAccess(tags.value, ["z"]), "none"]), "none"],
    replaced: [Fn.replace(text, "/d(.)/", "$1$1"), "eev"],
    base64: [Fn.base64encode("x\ny"), "eAp5"],
    coalesced: [Fn.coalesce(["", text]), "dev"],
    nestedCalls: [Fn.join(",", Fn.split("-", Fn.lower("A-B"))), "a,b"],
  };
}
