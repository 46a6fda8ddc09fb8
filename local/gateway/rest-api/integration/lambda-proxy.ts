import { functionFailed } from "../../common/reasons";
import type { LambdaProxyIntegration } from "../model/rest-api";
import { proxyEvent } from "./proxy-event";
import { badGateway } from "../call/gateway-error";
import { proxyResponse } from "./proxy-response";
import type { Integrate, IntegrationServices } from "./integrate";
import {
  invokedFunction,
  mappedRequestHeaders,
  otherThanPost,
} from "../integration-request/mapped-headers";
import { withinTime } from "../../common/time-limit";

/** AWS_PROXY: the function gets the whole request and gives the whole response. */
export function lambdaProxyIntegration(
  integration: LambdaProxyIntegration,
  { lambda, checkFor }: IntegrationServices,
): Integrate {
  const { uri, httpMethod, timeoutMilliseconds, requestParameters } = integration;
  const mapsHeaders = Object.keys(requestParameters).length > 0;
  const denialOf = checkFor(integration);
  return async (call) => {
    if (httpMethod !== "POST") {
      throw otherThanPost(httpMethod);
    }
    // Mappings change nothing of the event, but those that AWS refuses still fail the call.
    if (mapsHeaders) {
      mappedRequestHeaders(call, integration);
    }
    const functionRef = invokedFunction(call, uri, denialOf);
    const invoked = lambda.invoke(functionRef, proxyEvent(call), { traceId: call.ids.trace });
    const result = await withinTime(timeoutMilliseconds, invoked);
    if (result.functionError) {
      throw badGateway(functionFailed(result));
    }
    return proxyResponse(call, result.payload);
  };
}
