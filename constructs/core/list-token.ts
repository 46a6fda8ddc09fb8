import { Fn, Token } from "cdktf";
import type { IConstruct } from "constructs";
import type { Refusal } from "./refusal";
import { refuse } from "./refusal";

/**
 * Whether a value is a list known only at apply, e.g. `DataAwsSubnets.ids` or the list of a
 * `TerraformVariable`. CDKTF encodes it as a list with one text.
 */
export function isListToken(value: unknown): value is readonly string[] {
  return Array.isArray(value) && Token.isUnresolved(value);
}

/** Why a list known only at apply is refused, if synth has to know its items. */
export function listTokenProblem(what: string): Refusal {
  return {
    what,
    value: "a list known only at apply",
    allowed: "a list of items, because the synthesis needs each of them",
    fix: "Write the items one by one; Fn.element(list, 0) is the first of a list known only at apply.",
  };
}

/** Refuses a list that has another one as an item: Terraform has no list with an unknown part. */
export function checkNoPart(scope: IConstruct, what: string, list: readonly unknown[]): void {
  const problem = partProblem(what, list);
  if (problem !== undefined) {
    refuse(scope, problem);
  }
}

/** What `checkNoPart` refuses. */
export function partProblem(what: string, list: readonly unknown[]): Refusal | undefined {
  if (list.length < 2 || !list.some((item) => isListToken([item]))) {
    return undefined;
  }
  return {
    what,
    value: "a list known only at apply, beside other items",
    allowed: "items, or one list known only at apply",
    fix: "Join the lists by Token.asList(Fn.concat([list, others])).",
  };
}

/** JSON in which lists known only at apply are expressions, which Terraform evaluates to JSON. */
export function jsonWithListTokens(value: unknown): string {
  const expressions: string[] = [];
  const text = JSON.stringify(value, (_key, item: unknown) => {
    if (!isListToken(item)) {
      return item;
    }
    const expression = Fn.jsonencode(item);
    expressions.push(expression);
    return expression;
  });
  return expressions.reduce(
    (json, expression) => json.replace(`"${expression}"`, () => expression),
    text,
  );
}
