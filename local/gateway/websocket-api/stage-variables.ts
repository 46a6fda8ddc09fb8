import type { Stage } from "../common/api-v2/stage";

/** The stage variables of an event, which omits them if there are none. */
export function stageVariables({ variables }: Stage) {
  return Object.keys(variables).length === 0 ? undefined : variables;
}
