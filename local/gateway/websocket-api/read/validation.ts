import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { Models } from "../../common/models/models";
import { UnservableError } from "../../common/unservable/unservable";
import { MESSAGE_VARIABLES, parseSelectionExpression } from "../model/selection-expression";
import type { MessageValidation } from "../validation/message-validation";

const EXPRESSION = "model_selection_expression";

/** The models of an API, none of which is compiled before a route uses it. */
export function readModels(resources: readonly ResolvedResource[]): () => Models {
  let models: Models | undefined;
  return () =>
    (models ??= new Models(
      new Map(resources.map((model) => [model.string("name") ?? "", model.string("schema") ?? ""])),
    ));
}

/**
 * How a route validates messages: without a selection expression, not at all.
 * @throws UnservableError that names the route, if a model doesn't exist or isn't a schema
 */
export function readValidation(
  route: ResolvedResource,
  models: () => Models,
): MessageValidation | undefined {
  const { address } = route;
  const expression = route.string(EXPRESSION) ?? "";
  if (expression === "") {
    return undefined;
  }
  const selection =
    expression === "$default"
      ? [{ text: expression }]
      : parseSelectionExpression(address, EXPRESSION, expression, MESSAGE_VARIABLES);
  const names = Object.entries(route.map("request_models") ?? {});
  try {
    const checks = names.map(([key, name]) => [key, models().checker(name)] as const);
    return { address, selection, checks: new Map(checks) };
  } catch (error) {
    throw error instanceof UnservableError
      ? new UnservableError(`${address}: ${error.message}`)
      : error;
  }
}
