import type { IConstruct } from "constructs";
import { checkChoice, checkLength } from "../core/checks";
import type { Duration } from "../core/duration";
import { isKnown } from "../core/known";
import { checkLogRetention } from "../core/log-retention";
import { checkKind, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import { checkStageVariables } from "./stage-variables";
import { checkThrottle, type ThrottleSettings } from "./throttle";

/** What execution logs contain. */
export const LOGGING_LEVELS = ["OFF", "ERROR", "INFO"];

/** The options that stages of REST and WebSocket APIs share. */
interface StageOptions {
  readonly stageDescription?: string;
  readonly stageVariables?: Readonly<Record<string, string>>;
  readonly loggingLevel?: string;
  readonly logRetention?: Duration;
  readonly throttle?: ThrottleSettings;
}

/** @throws if AWS would refuse an option */
export function checkStageOptions(stage: IConstruct, options: StageOptions): void {
  checkLength(stage, "stageDescription", options.stageDescription, { max: 1024 });
  checkStageVariables(stage, options.stageVariables);
  checkChoice(stage, "loggingLevel", options.loggingLevel, LOGGING_LEVELS);
  checkLogRetention(stage, "logRetention", options.logRetention);
  checkThrottle(stage, options.throttle);
}

/**
 * The construct id of a new stage of a REST or WebSocket API. The name must be known at synth because
 * the id and a log name contain it.
 * @throws if the name can't be that of a stage, or the API has a stage of the name
 */
export function newStageId(api: IConstruct, stageName: string): string {
  checkKind(api, "stageName", stageName, required(string));
  const problem = { what: "stageName", value: stageName };
  if (!isKnown(stageName) || !/^[\w-]{1,128}$/.test(stageName)) {
    const allowed = "1 to 128 letters, digits, _ and -, known at synth";
    refuse(api, { ...problem, allowed, fix: "Rename the stage." });
  }
  const id = `Stage-${stageName}`;
  if (api.node.tryFindChild(id)) {
    const fix = "Choose another name, or use the existing stage.";
    refuse(api, { ...problem, allowed: "one stage of each name", fix });
  }
  return id;
}
