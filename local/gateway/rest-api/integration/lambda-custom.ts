import type { InvocationResult, LambdaService } from "../../../lambda/lambda-service";
import { compileMapping, integrationPayload } from "../integration-request/compiled-mapping";
import { fromBody } from "../call/parameter-sources";
import { TemplateContext } from "../velocity/template-context";
import type { LambdaIntegration } from "../model/rest-api";
import type { Call } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import {
  mappedResponse,
  type IntegrationResult,
} from "../integration-response/integration-response";
import type { Integrate, IntegrationServices } from "./integrate";
import {
  invokedFunction,
  mappedRequestHeaders,
  otherThanPost,
} from "../integration-request/mapped-headers";
import { withinTime } from "../../common/time-limit";

/**
 * AWS with a Lambda function: templates make its event and the response, and the message of its
 * error selects the integration response.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/getting-started-lambda-non-proxy-integration.html
 */
export function lambdaIntegration(
  integration: LambdaIntegration,
  { lambda, checkFor }: IntegrationServices,
): Integrate {
  const mapping = compileMapping(integration.address, integration);
  const denialOf = checkFor(integration);
  return async (call) => {
    if (integration.httpMethod !== "POST") {
      throw otherThanPost(integration.httpMethod);
    }
    const templates = new TemplateContext(call);
    const headers = mappedRequestHeaders(call, integration);
    const payload = eventOf(integrationPayload(call, mapping, templates));
    for (const [name, value] of templates.requestOverrides("header")) {
      headers.set(name, value);
    }
    const target = invokedFunction(call, integration.uri, denialOf);
    const result = isAsynchronous(headers)
      ? startAsynchronously(lambda, target, payload, call)
      : await withinTime(integration.timeoutMilliseconds, invoke(lambda, target, payload, call));
    return mappedResponse(call, mapping, templates, result);
  };
}

/** Lambda takes JSON only; an empty payload is an empty event. */
function eventOf(payload: Buffer | string): string {
  const text = payload.toString().trim() === "" ? "{}" : payload.toString();
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const message = `Could not parse request body into json: ${reason}`;
    throw new GatewayError("BAD_REQUEST_BODY", "the integration request is not JSON", { message });
  }
}

function isAsynchronous(headers: ReadonlyMap<string, string>): boolean {
  const name = "x-amz-invocation-type";
  return [...headers].some(([one, value]) => one.toLowerCase() === name && value === "Event");
}

function startAsynchronously(
  lambda: LambdaService,
  target: string,
  payload: string,
  call: Call,
): IntegrationResult {
  lambda.invokeAsync(target, payload, { traceId: call.ids.trace });
  return { selector: "", body: Buffer.alloc(0), headers: [], isBinary: false };
}

async function invoke(
  lambda: LambdaService,
  target: string,
  payload: string,
  call: Call,
): Promise<IntegrationResult> {
  const result = await lambda.invoke(target, payload, { traceId: call.ids.trace });
  return { selector: errorMessage(result), body: result.payload, headers: [], isBinary: false };
}

/** A success has no error message: only a pattern that matches nothing at all takes it. */
function errorMessage({ functionError, payload }: InvocationResult): string {
  if (functionError === undefined) {
    return "";
  }
  return fromBody(payload.toString("utf8"), "errorMessage") ?? "";
}
