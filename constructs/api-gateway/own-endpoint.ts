import type { Construct } from "constructs";
import { refuse } from "../core/refusal";

/** Refuses to give the URL of an API whose own endpoint is disabled. */
export function checkOwnEndpoint(scope: Construct, disableExecuteApiEndpoint: boolean): void {
  if (!disableExecuteApiEndpoint) {
    return;
  }
  refuse(scope, {
    what: "disableExecuteApiEndpoint",
    value: true,
    allowed: "false, if url is used",
    fix: "Use the custom domain's URL, or leave out disableExecuteApiEndpoint.",
  });
}
