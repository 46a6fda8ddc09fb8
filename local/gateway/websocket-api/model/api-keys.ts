import type { ApiKeySource } from "../../common/usage-plans/api-key-source";
import type { PlannedKey } from "../../common/usage-plans/usage-plan";

/** The API keys of an API. */
export interface ApiKeys {
  readonly source: ApiKeySource;
  /** The enabled keys of each stage, by value. */
  readonly ofStages: ReadonlyMap<string, ReadonlyMap<string, PlannedKey>>;
}
