import { refuse } from "../../core/refusal";
import { isJavaRegex } from "../../api-gateway/java-regex";
import type { IntegrationContext } from "./integration";

/** Refuses a selection pattern that can't be compiled, or that the document can't hold. */
export function checkSelectionPattern(
  { api, method }: IntegrationContext,
  pattern: string | undefined,
): void {
  if (pattern === undefined) {
    return;
  }
  const what = `selectionPattern of ${method}`;
  if (pattern === "default") {
    refuse(api, {
      what,
      value: pattern,
      allowed: 'any other text: in the document of an API, "default" means no pattern',
      fix: 'Leave it out for the default response, or write "(default)" for an error of that text.',
    });
  }
  if (isJavaRegex(pattern)) {
    return;
  }
  refuse(api, {
    what,
    value: pattern,
    allowed: "a regular expression of at least one character, as Java compiles it",
    fix: "Close its brackets, and escape with a backslash what is meant literally.",
  });
}
