import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";

/** Warns at synth of what may not be meant; the text says what, and what to do. */
export function warn(scope: IConstruct, text: string): void {
  Annotations.of(scope).addWarning(`${scope.node.path}: ${text}`);
}
