import type { IConstruct } from "constructs";
import { checkPattern } from "../../core/checks";

const KEY =
  /^integration\.request\.(header|querystring|multivalueheader|multivaluequerystring|path)\.\S+$/;

const SOURCE =
  /^('.*'|context\.\S+|stageVariables\.\S+|route\.request\.(body(\..+)?|(multivalue)?(header|querystring)\.\S+))$/s;

/**
 * Refuses parameters that API Gateway would refuse.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-data-mapping.html
 */
export function checkRequestParameters(
  scope: IConstruct,
  parameters: Readonly<Record<string, string>> = {},
): void {
  for (const [key, source] of Object.entries(parameters)) {
    checkPattern(scope, "key in requestParameters of the integration", key, {
      pattern: KEY,
      allowed: "integration.request.header.<name>, .querystring.<name> or .path.<name>",
      fix: 'Write it like "integration.request.header.connectionId".',
    });
    checkPattern(scope, `requestParameters[${JSON.stringify(key)}] of the integration`, source, {
      pattern: SOURCE,
      allowed:
        "route.request.body.<path>, route.request.header.<name>, route.request.querystring.<name>, context.<name>, stageVariables.<name> or 'a fixed text'",
      fix: 'Write it like "context.connectionId", and a fixed text in single quotes.',
    });
  }
}
