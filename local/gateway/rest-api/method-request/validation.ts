import { UnservableError } from "../../common/unservable/unservable";
import type { Method, ParameterRef } from "../model/rest-api";
import { GatewayError } from "../call/gateway-error";
import type { Call } from "../call/call";
import { headerValue, mediaType, type HeaderLines } from "../../common/http/http-message";
import { named } from "../../common/limits/work-limit";
import type { StepFields } from "../../trace/step-recorder";
import type { ValidationStep } from "../../trace/trace-step";
import type { CheckBody, Models } from "../../common/models/models";
import { ownValue } from "../../common/mapping/own-value";

/** Validates a request. @throws GatewayError 400 */
export type Validate = (call: Call) => void;

/**
 * Prepares the validation of a method's requests, and compiles its models.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-method-request-validation.html
 */
export function requestValidation(method: Method, models: Models): Validate {
  const checkers = method.validator.body
    ? bodyCheckers(method, models)
    : new Map<string, CheckBody>();
  const required = method.validator.parameters ? inAwsOrder(method.requiredParameters) : [];
  if (required.length === 0 && checkers.size === 0) {
    return () => undefined;
  }
  return (call) => {
    const step = call.steps?.begin(validationStep(call, required));
    checkParameters(call, required);
    checkBody(call, checkers);
    step?.end();
  };
}

function bodyCheckers(method: Method, models: Models): Map<string, CheckBody> {
  return new Map(
    Object.entries(method.requestModels).map(([contentType, name]) => {
      try {
        const check = models.checker(name);
        const what = `${method.address}: the check against the model ${JSON.stringify(name)}`;
        return [contentType.toLowerCase(), (body: string) => named(what, () => check(body))];
      } catch (error) {
        throw new UnservableError(
          `${method.address}: ${error instanceof Error ? error.message : ""}`,
        );
      }
    }),
  );
}

function validationStep(
  { method, request }: Call,
  required: readonly ParameterRef[],
): StepFields<ValidationStep> {
  const { validator, requestModels } = method;
  const type = bodyType(request.headers);
  const [, model] =
    Object.entries(requestModels).find(([contentType]) => contentType.toLowerCase() === type) ?? [];
  return {
    step: "validation",
    validator,
    requiredParameters: required.map(({ location, name }) => `${location}.${name}`),
    model: validator.body ? (model ?? requestModels["$default"]) : undefined,
  };
}

const ORDER: readonly ParameterRef["location"][] = ["header", "path", "querystring"];

/** Missing parameters are listed headers first, then the path, then the query string. */
function inAwsOrder(parameters: readonly ParameterRef[]): ParameterRef[] {
  return ORDER.flatMap((location) => parameters.filter((one) => one.location === location));
}

function checkParameters(call: Call, required: readonly ParameterRef[]): void {
  const missing = required.filter((parameter) => !valueOf(call, parameter)?.trim());
  if (missing.length === 0) {
    return;
  }
  const names = missing.map(({ name }) => name).join(", ");
  const message = `Missing required request parameters: [${names}]`;
  throw new GatewayError("BAD_REQUEST_PARAMETERS", message, { message });
}

function valueOf(call: Call, { location, name }: ParameterRef): string | undefined {
  switch (location) {
    case "header":
      return headerValue(call.request.headers, name);
    case "path":
      return ownValue(call.pathParameters ?? {}, name);
    case "querystring":
      return call.query.get(name)?.at(-1);
  }
}

/** A body whose type has no model isn't checked. */
function checkBody(call: Call, checkers: ReadonlyMap<string, CheckBody>): void {
  if (checkers.size === 0) {
    return;
  }
  const check = checkers.get(bodyType(call.request.headers)) ?? checkers.get("$default");
  const validationError = check?.(call.request.body.toString("utf8"));
  if (validationError !== undefined) {
    throw new GatewayError(
      "BAD_REQUEST_BODY",
      `the body doesn't match its model: ${validationError}`,
      { validationError },
    );
  }
}

function bodyType(headers: HeaderLines): string {
  return mediaType(headerValue(headers, "content-type") ?? "application/json");
}
