import type { IConstruct } from "constructs";
import { isKnown } from "../../core/known";
import { refuse } from "../../core/refusal";

const SOURCE = /^(route\.request\.(header|querystring)|context|stageVariables)\.[\w.-]+$/;

/** Accepted by API Gateway, which then refuses every connection with 401. */
const NEVER_PRESENT = ["context.eventType", "context.messageDirection"];

/**
 * Refuses identity sources that API Gateway would refuse, such as those of HTTP APIs, which begin with
 * a $, and those that no connection has.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function checkIdentitySources(
  scope: IConstruct,
  what: string,
  sources: readonly string[],
): void {
  for (const source of sources.filter(isKnown)) {
    if (NEVER_PRESENT.includes(source)) {
      refuse(scope, {
        what,
        value: source,
        allowed: "what a new connection has",
        fix: "Remove it: with it, every connection gets 401.",
      });
    }
    if (!SOURCE.test(source)) {
      refuse(scope, {
        what,
        value: source,
        allowed:
          "route.request.header.<name>, route.request.querystring.<name>, context.<name> or stageVariables.<name>, the names of letters, digits and . _ -",
        fix: suggestion(source),
      });
    }
  }
}

/** How a WebSocket API writes a source of an HTTP API or a REST API. */
function suggestion(source: string): string {
  const spelled = source
    .replace(/^\$/, "")
    .replace(/^(method\.)?request\./, "route.request.")
    .replace(/^route\.request\.(context|stageVariables)\./, "$1.");
  return SOURCE.test(spelled)
    ? `Write ${spelled}.`
    : 'Write one per entry, like "route.request.header.Authorization".';
}
