import type { IConstruct } from "constructs";
import { escaped } from "../core/literal";
import { refuse } from "../core/refusal";
import { warn } from "../core/warning";

/**
 * A selection expression as Terraform gets it.
 * @throws if it is empty; API Gateway takes any text
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function selectionExpression(scope: IConstruct, what: string, expression: string): string {
  if (expression === "") {
    refuse(scope, {
      what,
      value: expression,
      allowed: "an expression, e.g. $request.body.action",
      fix: "Name the part of a message that selects, or leave it out.",
    });
  }
  if (!expression.includes("$")) {
    warn(
      scope,
      `${what} is ${JSON.stringify(expression)}, which is the same for every message. ` +
        "Variables begin with $, e.g. $request.body.action.",
    );
  }
  return escaped(expression);
}
