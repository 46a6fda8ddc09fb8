import { functionFailed } from "../../../lambda/function-failed";
import { withinTime } from "../../common/integration/time-limit";
import { recordedLambda } from "../../trace/recorded-lambda";
import { badGateway } from "../call/gateway-error";
import { mappedRequestHeaders } from "../integration-request/request-headers";
import type { IntegrationKind } from "./integration-kind";
import { invokedFunction, requirePost } from "./invoked-function";
import { proxyEvent } from "./proxy-event";
import { proxyResponse } from "./proxy-response";
import { lambdaTarget } from "./settings";

/**
 * AWS_PROXY: the function gets the whole request and returns the whole response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const lambdaProxy: IntegrationKind = {
  isTraced: true,
  prepare(integration, { lambda, checkFor }) {
    const target = lambdaTarget(integration);
    const whyDenied = checkFor(target);
    const mapsHeaders = Object.keys(integration.requestParameters).length > 0;
    return async (call) => {
      requirePost(target);
      // Mappings don't change the event, but those that AWS refuses still fail the request.
      if (mapsHeaders) {
        mappedRequestHeaders(call, integration);
      }
      const functionRef = invokedFunction(call, target, whyDenied);
      const recorded = recordedLambda(lambda, call.steps);
      const invoked = recorded.invoke(functionRef, proxyEvent(call), { traceId: call.ids.trace });
      const result = await withinTime(integration.timeoutMilliseconds, invoked);
      if (result.functionError) {
        throw badGateway(functionFailed(result));
      }
      const step = call.steps?.begin({ step: "proxyResponse" });
      const response = proxyResponse(call, result.payload);
      step?.end({ status: response.status });
      return response;
    };
  },
};
