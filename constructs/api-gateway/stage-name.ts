import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { checkKind, required, string } from "../core/props";
import { refuse } from "../core/refusal";

/**
 * Refuses what can't be the name of a stage of a REST or WebSocket API. It must be known at synth
 * because construct ids and a log name contain it.
 */
export function checkStageName(scope: IConstruct, stageName: string): void {
  checkKind(scope, "stageName", stageName, required(string));
  if (isKnown(stageName) && /^[\w-]{1,128}$/.test(stageName)) {
    return;
  }
  refuse(scope, {
    what: "stageName",
    value: stageName,
    allowed: "1 to 128 letters, digits, _ and -, known at synth",
    fix: "Rename the stage.",
  });
}
