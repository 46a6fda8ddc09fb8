import type { IConstruct } from "constructs";
import { checkPattern } from "../core/checks";

/** Refuses a status code that isn't HTTP's. */
export function checkStatusCode(scope: IConstruct, what: string, code: string | undefined): void {
  checkPattern(scope, what, code, {
    pattern: /^[1-5]\d\d$/,
    allowed: 'three digits from "100" to "599"',
    fix: 'Write the status as text, e.g. "200".',
  });
}
