import type { Attributes, ResolvedResource } from "../../../terraform/resolved-stack";
import type {
  GatewayResponse,
  Integration,
  Method,
  ParameterRef,
  RequestValidator,
  Resource,
  UnservableMethod,
} from "../model/rest-api";
import { servable, UnservableError } from "../../common/unservable";

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

/** A method with the integration that is read, or without one and with the reason. */
export function withIntegration(
  method: Omit<Method, "integration">,
  read: () => Integration,
  from?: () => readonly ResolvedResource[],
): Method | UnservableMethod {
  const integration = servable(read, from);
  return integration.unservable === undefined
    ? { ...method, integration: integration.value }
    : { ...method, target: "-", unservable: integration.unservable };
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
