import type { HeaderLines } from "../common/http/http-message";
import type { TracedBody } from "./traced-body";

/** When a step happened, and whether it failed. */
export interface StepTimes {
  /** Milliseconds from the request's headers to the beginning of the step. */
  readonly startMilliseconds: number;
  /** Duration of the step. */
  readonly milliseconds: number;
  /** Why the step failed. The fields that it would have added are then missing. */
  readonly error?: string;
}

/** A step of a request through an API, told apart by `step`. Further kinds of steps may follow. */
export type TraceStep =
  | RequestStep
  | DomainStep
  | CanaryStep
  | RouteStep
  | AuthorizerStep
  | ApiKeyStep
  | ValidationStep
  | CacheStep
  | RequestTemplateStep
  | ParameterMappingStep
  | EventStep
  | InvocationStep
  | ProxyResponseStep
  | HttpIntegrationStep
  | IntegrationResponseStep
  | ResponseTemplateStep
  | GatewayResponseStep
  | CorsStep
  | ResponseStep;

/** The request as it was received. */
export interface RequestStep extends StepTimes {
  readonly step: "request";
  readonly method: string;
  /** As sent: with the stage, not decoded, without the query. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly headers: HeaderLines;
  readonly body: TracedBody;
}

/** The choice of the API by the mappings of a custom domain. */
export interface DomainStep extends StepTimes {
  readonly step: "domain";
  /** The domain's name as requested, without a port. */
  readonly name: string;
  /** Key of the API mapping or base path that matched; empty if it matches all paths. */
  readonly key: string;
  /** Name of the stage; undefined if the path names it. */
  readonly stage?: string;
}

/** The choice between a REST API's stage and its canary, where the stage has one. */
export interface CanaryStep extends StepTimes {
  readonly step: "canary";
  /** Whether the canary serves the request. */
  readonly isCanary: boolean;
  /** Share of the requests that the canary serves. */
  readonly percentTraffic: number;
}

/** The choice of the stage and the route. */
export interface RouteStep extends StepTimes {
  readonly step: "route";
  readonly method: string;
  /** Within the stage. */
  readonly path: string;
  /** Name of the stage; undefined if none matched. */
  readonly stage?: string;
  /** The route that matched: `GET /pets/{id}`, `$default`. */
  readonly routeKey?: string;
  /** The integration of that route: a function's name, the host of a URL, or `MOCK`. */
  readonly target?: string;
  /** As sent, not decoded. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Routes that matched too, but come after the one that was chosen. */
  readonly lost: readonly LostRoute[];
  /** Where no route matched: those most like the request, the nearest first. */
  readonly near: readonly string[];
}

export interface LostRoute {
  readonly routeKey: string;
  /** Why the other route comes first. */
  readonly reason: string;
}

/** The decision of the authorizer of a route or a method. */
export interface AuthorizerStep extends StepTimes {
  readonly step: "authorizer";
  readonly kind: "JWT" | "Lambda" | "Cognito" | "IAM";
  /** Name of the authorizer; undefined for IAM, which has none. */
  readonly authorizer?: string;
  /** Whether an earlier response of the authorizer decided. */
  readonly isCached?: boolean;
  /** Who calls: the claims, the authorizer's context, or the identity that signed the request. */
  readonly caller?: object;
}

/** The check of the API key, its throttle and its quota. Of a refused key, nothing is kept. */
export interface ApiKeyStep extends StepTimes {
  readonly step: "apiKey";
  /** ID of the key. */
  readonly apiKeyId?: string;
  /** Terraform address of the usage plan that admitted the request. */
  readonly usagePlan?: string;
}

/** The validation of the request's parameters and body. */
export interface ValidationStep extends StepTimes {
  readonly step: "validation";
  /** What the request validator of the method checks. */
  readonly validator: { readonly body: boolean; readonly parameters: boolean };
  /** The parameters that the method requires: `header.X-Id`, `querystring.limit`. */
  readonly requiredParameters: readonly string[];
  /** Name of the model for the body's type; undefined if no model is for it. */
  readonly model?: string;
}

/** The search for a response in the cache of a REST API's stage. */
export interface CacheStep extends StepTimes {
  readonly step: "cache";
  /** JSON list: stage, whether the canary has its own cache, namespace, method, key parameters. */
  readonly key: string;
  /** Whether the response came from the cache. */
  readonly isHit: boolean;
}

/** The mapping of the request to the payload of a custom integration. */
export interface RequestTemplateStep extends StepTimes {
  readonly step: "requestTemplate";
  /** Of the request. */
  readonly contentType?: string;
  /** The source of the template; undefined: the payload is passed through. */
  readonly template?: string;
  /** The request's body. */
  readonly input: TracedBody;
  readonly output?: TracedBody;
  /** What the template set in `$context.requestOverride`. */
  readonly overrides?: RequestOverrides;
}

export interface RequestOverrides {
  readonly header: Readonly<Record<string, string>>;
  readonly querystring: Readonly<Record<string, string>>;
  readonly path: Readonly<Record<string, string>>;
}

/** The parameter mapping of an HTTP API, where an integration has one. */
export interface ParameterMappingStep extends StepTimes {
  readonly step: "parameterMapping";
  /** Whether it changed the request or the response. */
  readonly of: "request" | "response";
  /** The path, query and headers, or the status and headers, before the mapping. */
  readonly before: MappedParameters;
  readonly after?: MappedParameters;
}

export interface MappedParameters {
  readonly path?: string;
  readonly query?: string;
  readonly status?: number;
  readonly headers: HeaderLines;
}

/** The event that the function receives. */
export interface EventStep extends StepTimes {
  readonly step: "event";
  /** JSON. */
  readonly event: TracedBody;
}

/** The invocation of a function. */
export interface InvocationStep extends StepTimes {
  readonly step: "invocation";
  /** Name of the function, with the qualifier if the integration has one. */
  readonly functionName: string;
  /** True: the integration doesn't wait for the function, so nothing below is known. */
  readonly isAsynchronous: boolean;
  /** As in the handler's context and the function's log. */
  readonly requestId?: string;
  /** Whether the sandbox was new. This and what follows up to `log` is undefined for a stub. */
  readonly isColdStart?: boolean;
  /** Of a new sandbox; undefined if the initialization was repeated within the invocation. */
  readonly initMilliseconds?: number;
  /** As in the REPORT line: without the wait for a sandbox. */
  readonly durationMilliseconds?: number;
  readonly memoryMegabytes?: number;
  readonly maxMemoryMegabytes?: number;
  /** The log of this invocation; of a longer one, the last 1,048,576 bytes. */
  readonly log?: string;
  readonly functionError?: "Handled" | "Unhandled";
  /** The function's response, or its error object. */
  readonly payload?: TracedBody;
}

/** The conversion of a function's response by a proxy integration. */
export interface ProxyResponseStep extends StepTimes {
  readonly step: "proxyResponse";
  readonly status?: number;
}

/** The request to an HTTP backend and its response. */
export interface HttpIntegrationStep extends StepTimes {
  readonly step: "httpIntegration";
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderLines;
  readonly body: TracedBody;
  readonly response?: {
    readonly status: number;
    readonly headers: HeaderLines;
    readonly body: TracedBody;
  };
}

/** The choice of the integration response of a custom integration. */
export interface IntegrationResponseStep extends StepTimes {
  readonly step: "integrationResponse";
  /** What the patterns were matched against: a status, or the function's error message. */
  readonly selector: string;
  /** The patterns that were tried before without a match, in AWS's order. */
  readonly unmatched: readonly string[];
  /** The pattern that matched; undefined: the default response was chosen. */
  readonly selectionPattern?: string;
  /** Status code of the response that was chosen. */
  readonly statusCode?: number;
}

/** The mapping of the integration's response to the method response. */
export interface ResponseTemplateStep extends StepTimes {
  readonly step: "responseTemplate";
  /** Of the template that was chosen. */
  readonly contentType?: string;
  /** The source of the template; undefined: the body is passed through. */
  readonly template?: string;
  readonly input: TracedBody;
  readonly output?: TracedBody;
  /** What the templates set in `$context.responseOverride`. */
  readonly overrides?: ResponseOverrides;
}

export interface ResponseOverrides {
  readonly status?: number;
  readonly header: Readonly<Record<string, string>>;
}

/** A response that the gateway itself makes. */
export interface GatewayResponseStep extends StepTimes {
  readonly step: "gatewayResponse";
  readonly status: number;
  /** Why the gateway responded. The client isn't told. */
  readonly reason: string;
  /** Of a REST API: `MISSING_AUTHENTICATION_TOKEN`, `BAD_REQUEST_BODY`, … */
  readonly type?: string;
  /** Under which type the API customizes the response: its own, or DEFAULT_4XX or DEFAULT_5XX. */
  readonly customizedBy?: string;
  /** The template that was chosen. */
  readonly template?: string;
}

/** What an HTTP API's CORS configuration did. */
export interface CorsStep extends StepTimes {
  readonly step: "cors";
  /** Whether API Gateway responded to a preflight request, without the integration. */
  readonly isPreflightResponse: boolean;
  readonly origin?: string;
  /** The CORS headers that were set; none if the origin isn't allowed. */
  readonly headers: HeaderLines;
  /** The CORS headers of the integration's response, which API Gateway removes. */
  readonly removed: HeaderLines;
}

/** The response that the client got. */
export interface ResponseStep extends StepTimes {
  readonly step: "response";
  readonly status: number;
  readonly headers: HeaderLines;
  readonly body: TracedBody;
}
