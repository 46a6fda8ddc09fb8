import type { RestApi, Stage } from "./rest-api";
import type { PlannedKey } from "../../common/usage-plans/usage-plan";

/** An API, and what else serving it takes. */
export interface ServedApi {
  readonly api: RestApi;
  /** By stage name. */
  readonly stages: ReadonlyMap<string, StageWithKeys>;
  readonly warnings: readonly string[];
}

export interface StageWithKeys {
  readonly stage: Stage;
  /** The API keys that the stage accepts, by value. */
  readonly keys: ReadonlyMap<string, PlannedKey>;
}
