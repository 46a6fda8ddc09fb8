import type { ThrottleSettings } from "../../api-gateway";
import type { Method } from "../method/method";
import type { WebSocketStage } from "../../websocket-api";
import type { Stage } from "../stage";

/** How many requests each key of a plan may send in a period. */
export interface QuotaSettings {
  /** Requests in a period, 1 or more. */
  readonly limit: number;
  readonly period: "DAY" | "WEEK" | "MONTH";
  /**
   * Day on which a period starts: 0 (Sunday) to 6 of a week, 0 to 27 of a month. Not with `DAY`.
   * @default 0
   */
  readonly offset?: number;
}

/** Limits of one method for each key. They apply in addition to those of the plan. */
export interface ThrottlingPerMethod {
  /** What `addMethod` returned, of an API that the stage serves. */
  readonly method: Method;
  readonly throttle: ThrottleSettings;
}

/** A stage that the keys of a plan are for. */
export interface UsagePlanPerApiStage {
  /** A stage of a REST API or a WebSocket API, e.g. `api.deploymentStage`. */
  readonly stage: Stage | WebSocketStage;
  /**
   * Limits of single methods of a REST API for each key. The plan must have a `throttle` too: API Gateway doesn't
   * remove the plan's while a method has one.
   * @default those of the plan
   */
  readonly throttle?: readonly ThrottlingPerMethod[];
}

/** Props of `UsagePlan`. */
export interface UsagePlanProps {
  /**
   * Up to 1,024 characters; plans may share a name.
   * @default app, environment and construct path
   */
  readonly usagePlanName?: string;
  /**
   * Up to 1,024 characters.
   * @default none
   */
  readonly description?: string;
  /**
   * Limits of each key in each stage, above which its requests get 429.
   * @default those of the stage
   */
  readonly throttle?: ThrottleSettings;
  /**
   * Limit of each key in all stages together, above which its requests get 429.
   * @default none
   */
  readonly quota?: QuotaSettings;
  /**
   * The stages that the keys are for; `addApiStage` adds more.
   * @default none
   */
  readonly apiStages?: readonly UsagePlanPerApiStage[];
}
