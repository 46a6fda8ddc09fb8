import type { Construct } from "constructs";
import { refuse } from "../core/refusal";

/** Refuses the URL of an API that is reached by its custom domains only. */
export function checkOwnEndpoint(scope: Construct, disableExecuteApiEndpoint: boolean): void {
  if (!disableExecuteApiEndpoint) {
    return;
  }
  refuse(scope, {
    what: "url",
    value: null,
    allowed: "only with the API's own endpoint",
    fix: "Take the custom domain's, or leave out disableExecuteApiEndpoint.",
  });
}
