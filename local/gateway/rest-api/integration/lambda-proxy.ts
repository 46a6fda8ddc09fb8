import type { LambdaService } from "../../../lambda/lambda-service";
import { functionOf } from "../../common/function-uri";
import { functionFailed } from "../../common/reasons";
import type { LambdaProxyIntegration } from "../model/rest-api";
import { proxyEvent } from "../request/proxy-event";
import { badGateway } from "../response/gateway-error";
import { proxyResponse } from "../response/proxy-response";
import type { Integrate } from "./integrate";
import { mappedRequestHeaders, otherThanPost } from "./lambda-request";
import { fillStageVariables } from "./stage-variables";
import { withinTime } from "../../common/time-limit";

/** AWS_PROXY: the function gets the whole request and gives the whole response. */
export function lambdaProxyIntegration(
  integration: LambdaProxyIntegration,
  lambda: LambdaService,
): Integrate {
  const { uri, httpMethod, timeoutMilliseconds, requestParameters } = integration;
  const mapsHeaders = Object.keys(requestParameters).length > 0;
  return async (call) => {
    if (httpMethod !== "POST") throw otherThanPost(httpMethod);
    // Mappings change nothing of the event, but those that AWS refuses still fail the call.
    if (mapsHeaders) mappedRequestHeaders(call, integration);
    const functionRef = functionOf(fillStageVariables(uri, call));
    const invoked = lambda.invoke(functionRef, proxyEvent(call), { traceId: call.ids.trace });
    const result = await withinTime(timeoutMilliseconds, invoked);
    if (result.functionError) throw badGateway(functionFailed(result));
    return proxyResponse(call, result.payload);
  };
}
