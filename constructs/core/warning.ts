import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";

/**
 * Warns at synth about something that may be a mistake. The text includes what to do, but not the
 * construct's path: whoever prints an annotation puts its path before it.
 */
export function warn(scope: IConstruct, text: string): void {
  Annotations.of(scope).addWarning(text);
}
