import { errorMessage } from "../../common/access-log/integration-facts";
import { functionOf } from "../../common/integration/function-uri";
import { functionFailed } from "../../../lambda/function-failed";
import type { GatewayServices } from "../../services";
import { recordedLambda } from "../../trace/recorded-lambda";
import type { HttpApi, LambdaIntegration } from "../model/http-api";
import type { RouteKey } from "../model/route-key";
import { internalServerError } from "../own-responses";
import { mapRequest } from "../parameter-mapping/map";
import { eventV1 } from "./event-v1";
import { eventV2 } from "./event-v2";
import { lambdaResponse } from "./lambda-response";
import type { Send } from "./send";

/** AWS_PROXY: the function receives the whole request and returns the whole response. */
export function lambdaProxy(
  api: HttpApi,
  key: RouteKey,
  { address, uri, credentials, payloadFormat }: LambdaIntegration,
  { lambda, permissions }: GatewayServices,
): Send {
  const [method, path] = key.kind === "path" ? [key.method, key.path] : [undefined, ""];
  const route = { api, address, method, path, uri, credentials };
  const denialOf = permissions.checkFor(route, api.stages);
  return async (call, filledUri) => {
    const functionRef = functionOf(filledUri) || filledUri;
    const denial = denialOf(call.stage.name, call.request.method, functionRef);
    if (denial !== undefined) {
      return { ...internalServerError(denial), loggedError: NO_PERMISSION };
    }
    const mapped = { ...call, request: mapRequest(call, call.request.headers).request };
    const event = payloadFormat === "2.0" ? eventV2(mapped) : eventV1(mapped);
    const recorded = recordedLambda(lambda, call.steps);
    const result = await recorded.invoke(functionRef, event, { traceId: call.ids.trace });
    if (result.functionError) {
      const loggedError = functionErrorText(errorMessage(result.payload.toString("utf8")));
      return { ...internalServerError(functionFailed(result)), loggedError };
    }
    const step = call.steps?.begin({ step: "proxyResponse" });
    const response = lambdaResponse(result.payload, payloadFormat);
    if (response.reason === undefined) {
      step?.end({ status: response.status });
    } else {
      step?.fail(response.reason);
    }
    return response;
  };
}

/** @see https://repost.aws/knowledge-center/api-gateway-http-lambda-integrations */
const NO_PERMISSION =
  "The IAM role configured on the integration or API Gateway doesn't have permissions to call the integration. Check the permissions and try again.";

function functionErrorText(message: string): string {
  return `The Lambda function returned the following error: ${message}. Check your Lambda function code and try again.`;
}
