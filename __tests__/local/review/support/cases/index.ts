import { accessCases } from "./access";
import { eventAndDataCases } from "./events-and-data";
import { requestCases } from "./request";
import { responseCases } from "./response";
import { apiCases } from "./api";
import { apiKeyCases } from "./api-key";
import { domainCases } from "./domain";
import { stackCases } from "./stack";
import type { RuleCase } from "./rule-case";

export type { RuleCase };

/** A case for every rule. */
export const RULE_CASES: readonly RuleCase[] = [
  ...accessCases,
  ...requestCases,
  ...responseCases,
  ...apiCases,
  ...apiKeyCases,
  ...domainCases,
  ...stackCases,
  ...eventAndDataCases,
];
