import type { Attributes, ResolvedResource } from "../../../terraform/resolved-stack";
import type { Authorization } from "../model/authorization";
import { targetOf } from "../model/integration-target";
import type {
  GatewayResponse,
  Integration,
  Method,
  ParameterRef,
  RequestValidator,
  Resource,
  UnservableMethod,
} from "../model/rest-api";
import { servable, UnservableError } from "../../common/unservable/unservable";

/** The content of an API, from its body or from separate resources; an API can use both. */
export interface Definition {
  readonly resources: readonly Resource[];
  readonly methods: readonly (Method | UnservableMethod)[];
  readonly models: ReadonlyMap<string, string>;
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly binaryMediaTypes: readonly string[];
}

const PARAMETER = /^method\.request\.(path|querystring|header)\.(.+)$/;

/** Parses `method.request.header.X-Name` and the like; other names are skipped. */
export function parameterRefs(names: readonly string[]): ParameterRef[] {
  return names.flatMap((text) => {
    const [, location, name] = PARAMETER.exec(text) ?? [];
    if (!location || !name) {
      return [];
    }
    return [{ location: location as ParameterRef["location"], name }];
  });
}

/** How the parts of a method are read that may turn out to be unservable. */
export interface MethodParts {
  readonly guard: () => Authorization;
  readonly integration: () => Integration;
  /** What they are read from: after a problem, other unresolved attributes are listed too. */
  readonly from?: () => readonly ResolvedResource[];
}

/** A method with its guard and integration. If one can't be served, it has neither, but the reason. */
export function withParts(
  method: Omit<Method, "guard" | "integration">,
  parts: MethodParts,
): Method | UnservableMethod {
  const guard = servable(parts.guard, parts.from);
  const integration = servable(parts.integration, parts.from);
  if (guard.unservable === undefined && integration.unservable === undefined) {
    return { ...method, guard: guard.value, integration: integration.value };
  }
  const problems = [guard, integration].flatMap((one) => one.unservable?.split("\n") ?? []);
  return {
    ...method,
    target: integration.unservable === undefined ? targetOf(integration.value) : "-",
    unservable: [...new Set(problems)].join("\n"),
  };
}

/** API Gateway doesn't deploy an API with such a method. */
export function refuseWithoutIntegration(address: string): never {
  throw new UnservableError(
    `${address}: it has no integration. API Gateway doesn't deploy methods without one: add an integration, or remove the method.`,
  );
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
export const DEFAULT_TIMEOUT_MILLISECONDS = 29_000;

export const NO_VALIDATOR: RequestValidator = { body: false, parameters: false };

export function validatorOf(validator: Attributes | undefined): RequestValidator {
  return {
    body: validator?.boolean("validate_request_body") ?? false,
    parameters: validator?.boolean("validate_request_parameters") ?? false,
  };
}

/** As in an apply, the body is imported first, and separate resources override it. */
export function merged(body: Definition, resources: Definition): Definition {
  const key = (method: Method | UnservableMethod) => `${method.httpMethod} ${method.resource.path}`;
  const methods = new Map([...body.methods, ...resources.methods].map((one) => [key(one), one]));
  return {
    resources: [...body.resources, ...resources.resources],
    methods: [...methods.values()],
    models: new Map([...body.models, ...resources.models]),
    gatewayResponses: new Map([...body.gatewayResponses, ...resources.gatewayResponses]),
    binaryMediaTypes: [...new Set([...body.binaryMediaTypes, ...resources.binaryMediaTypes])],
  };
}
