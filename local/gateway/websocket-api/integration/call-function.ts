import { valueInBody } from "../../common/mapping/body-value";
import { notJson } from "../../common/velocity/rendered-text";
import { functionOf } from "../../common/integration/function-uri";
import { functionFailed } from "../../../lambda/function-failed";
import { recordedLambda } from "../../trace/recorded-lambda";
import type { CallBackend, PreparedFor } from "./custom";
import { GatewayError } from "./gateway-error";
import type { MappedParameters } from "./mapping/request-parameters";

const EMPTY = Buffer.alloc(0);

/**
 * AWS with a Lambda function: the payload is its event, and the message of its error selects the
 * response.
 */
export function callFunction({ api, routeKey, integration, services }: PreparedFor): CallBackend {
  const { address, uri: template, credentials } = integration;
  const { lambda, permissions } = services;
  // The source ARN of a route ends with its key.
  const route = { api, address, method: routeKey, path: "", uri: template, credentials };
  const denialOf = permissions.checkFor(route, api.stages);
  return async (call, { uri, payload, parameters }) => {
    const functionRef = functionOf(uri) || uri;
    const denial = denialOf(call.stage.name, "", functionRef);
    if (denial !== undefined) {
      throw new GatewayError(500, denial);
    }
    const event = eventOf(payload.toString());
    const recorded = recordedLambda(lambda, call.steps);
    const options = { traceId: call.ids.trace };
    if (isAsynchronous(parameters)) {
      recorded.invokeAsync(functionRef, event, options);
      return { selector: "", status: 202, headers: [], body: EMPTY };
    }
    const result = await recorded.invoke(functionRef, event, options);
    const { payload: body } = result;
    if (!result.functionError) {
      return { selector: "", status: 200, headers: [], body };
    }
    const selector = valueInBody(body.toString(), "errorMessage") ?? "";
    return { selector, status: 502, headers: [], body, serviceError: functionFailed(result) };
  };
}

/** Lambda accepts JSON only; an empty payload is an empty event. */
function eventOf(payload: string): string {
  const text = payload.trim() === "" ? "{}" : payload;
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new GatewayError(500, notJson("the payload for the function", text));
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-websocket-integration-async.html */
function isAsynchronous({ header }: MappedParameters): boolean {
  const name = "x-amz-invocation-type";
  return [...header].some(([one, value]) => one.toLowerCase() === name && value === "Event");
}
