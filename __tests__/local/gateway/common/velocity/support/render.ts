import { inputVariable } from "../../../../../../local/gateway/common/velocity/input";
import { compileTemplate } from "../../../../../../local/gateway/common/velocity/template";
import { UTIL } from "../../../../../../local/gateway/common/velocity/util";
import type { VtlValue } from "../../../../../../local/gateway/common/velocity/values";

const NO_PARAMETERS = { path: {}, querystring: {}, header: {} };

/** A template rendered for a body, with more variables. */
export function render(
  template: string,
  body: unknown = "",
  more: Record<string, VtlValue> = {},
): string {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return compileTemplate(template).render([
    ["input", inputVariable(text, NO_PARAMETERS)],
    ["util", UTIL],
    ...Object.entries(more),
  ]);
}
