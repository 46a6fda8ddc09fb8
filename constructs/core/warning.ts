import { Annotations } from "cdktf";
import type { IConstruct } from "constructs";

/** Warns at synth about something that may be a mistake. The text includes what to do. */
export function warn(scope: IConstruct, text: string): void {
  Annotations.of(scope).addWarning(`${scope.node.path}: ${text}`);
}
