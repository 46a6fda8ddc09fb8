import { lastValues, groupHeaders, parseQuery } from "../../../common/http/multi-values";
import { inputVariable, type InputParameters } from "../../../common/velocity/input";
import { UTIL } from "../../../common/velocity/util";
import { fromJson, isMap, SilentMap, type VtlValue } from "../../../common/velocity/values";
import type { Call } from "../../call";
import { requestContext } from "../../request-context";

/**
 * What a template can read.
 * @param payload the message, or the response of the integration
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-mapping-template-reference.html
 */
export function templateVariables(call: Call, payload: string): [string, VtlValue][] {
  return [
    ["input", inputVariable(payload, parametersOf(call))],
    ["util", UTIL],
    ["context", silent(fromJson(requestContext(call)))],
    ["stageVariables", new Map(Object.entries(call.stage.variables))],
  ];
}

/** Only a handshake has headers and a query. */
function parametersOf({ cause }: Call): InputParameters {
  return cause.kind === "connect"
    ? {
        path: {},
        querystring: lastValues(parseQuery(cause.request.query)),
        header: lastValues(groupHeaders(cause.request.headers)),
      }
    : { path: {}, querystring: {}, header: {} };
}

/** `$context` and the objects in it render as nothing. */
function silent(value: VtlValue): VtlValue {
  return isMap(value) ? new SilentMap([...value].map(([name, one]) => [name, silent(one)])) : value;
}
