import type { Construct } from "constructs";
import { refuse } from "../core/refusal";

/** Refuses to give the URL of an API whose own endpoint is disabled. */
export function checkOwnEndpoint(scope: Construct, disableExecuteApiEndpoint: boolean): void {
  if (!disableExecuteApiEndpoint) {
    return;
  }
  refuse(scope, {
    what: "url",
    value: null,
    allowed: "only with the API's own endpoint",
    fix: "Use the custom domain's URL, or leave out disableExecuteApiEndpoint.",
  });
}
