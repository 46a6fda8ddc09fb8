import type { InvocationResult, LambdaService } from "../../../lambda/lambda-service";
import { withinTime } from "../../common/integration/time-limit";
import { notJson } from "../../common/velocity/rendered-text";
import { recordedLambda } from "../../trace/recorded-lambda";
import { tracedBody } from "../../trace/traced-body";
import type { Call } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import { fromBody } from "../call/parameter-sources";
import type { IntegrationResult } from "../integration-response/integration-response";
import type { IntegrationKind } from "./integration-kind";
import { invokedFunction, requirePost } from "./invoked-function";
import { mappedIntegration } from "./mapped-integration";
import { lambdaTarget } from "./settings";

/**
 * AWS with a Lambda function: mappings make its event and the response, which the message of the
 * function's error selects.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-lambda-non-proxy-integration.html
 */
export const lambdaCustom: IntegrationKind = {
  isTraced: true,
  prepare(integration, { lambda, checkFor }) {
    const target = lambdaTarget(integration);
    const whyDenied = checkFor(target);
    return mappedIntegration(integration, async (call, { headers, payload }) => {
      requirePost(target);
      const event = eventOf(payload, call);
      const functionRef = invokedFunction(call, target, whyDenied);
      const recorded = recordedLambda(lambda, call.steps);
      return isAsynchronous(headers)
        ? startAsynchronously(recorded, functionRef, event, call)
        : withinTime(integration.timeoutMilliseconds, invoke(recorded, functionRef, event, call));
    });
  },
};

/** Lambda accepts JSON only; an empty payload is an empty event. */
function eventOf(payload: Buffer | string, { steps }: Call): string {
  const text = payload.toString().trim() === "" ? "{}" : payload.toString();
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const message = `Could not parse request body into json: ${reason}`;
    const fault = notJson("the integration request", text);
    steps?.begin({ step: "event", event: tracedBody(text) }).fail(fault);
    throw new GatewayError("BAD_REQUEST_BODY", fault, { message });
  }
}

function isAsynchronous(headers: ReadonlyMap<string, string>): boolean {
  const name = "x-amz-invocation-type";
  return [...headers].some(([one, value]) => one.toLowerCase() === name && value === "Event");
}

function startAsynchronously(
  lambda: LambdaService,
  functionRef: string,
  event: string,
  call: Call,
): IntegrationResult {
  lambda.invokeAsync(functionRef, event, { traceId: call.ids.trace });
  return { selector: "", body: Buffer.alloc(0), headers: [], isBinary: false };
}

async function invoke(
  lambda: LambdaService,
  functionRef: string,
  event: string,
  call: Call,
): Promise<IntegrationResult> {
  const result = await lambda.invoke(functionRef, event, { traceId: call.ids.trace });
  return { selector: errorMessage(result), body: result.payload, headers: [], isBinary: false };
}

/** A success has an empty error message: only a pattern that matches the empty text selects it. */
function errorMessage({ functionError, payload }: InvocationResult): string {
  if (functionError === undefined) {
    return "";
  }
  return fromBody(payload.toString("utf8"), "errorMessage") ?? "";
}
