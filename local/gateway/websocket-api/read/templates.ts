import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/unservable/refuse";
import { compileTemplates } from "../../common/velocity/compile-templates";
import type { SelectedTemplates } from "../model/integration";
import { parseSelectionExpression, type SelectionVariables } from "../model/selection-expression";

const EXPRESSION = "template_selection_expression";

/**
 * The templates of an integration or of an integration response, and what selects one of them.
 * @throws Error that names the address of what can't be served as on AWS
 */
export function readTemplates(
  resource: ResolvedResource,
  attribute: "request_templates" | "response_templates",
  variables: SelectionVariables,
): SelectedTemplates {
  const { address } = resource;
  const byKey = compileTemplates(address, attribute, resource.map(attribute));
  const expression = resource.string(EXPRESSION);
  if (expression === undefined && Object.keys(byKey).length > 0) {
    const rule = "Set it to \\$default, and give the template the key $default.";
    refuse(address, EXPRESSION, "", rule);
  }
  return {
    selection: parseSelectionExpression(address, EXPRESSION, expression ?? "", variables),
    byKey,
  };
}
