import type { ApiKeySource } from "../../common/usage-plans/api-key-source";
import type { Statement } from "../../../iam/policy";
import type { Authorization } from "./authorization";
import type { Throttle } from "../../common/limits/throttle";
import type { CachingSettings } from "./caching";
import type { MethodSettings } from "./method-settings";

/** A REST API as its deployment serves it, from separate Terraform resources, an OpenAPI body or both. */
export interface RestApi {
  readonly address: string;
  readonly name: string;
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  /** The prefix of the ARNs of its requests. */
  readonly executionArn: string;
  /** True: only requests to a custom domain reach it. */
  readonly isEndpointDisabled: boolean;
  readonly resources: readonly Resource[];
  readonly methods: readonly (Method | UnservableMethod)[];
  /** JSON schemas by model name. */
  readonly models: ReadonlyMap<string, string>;
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly binaryMediaTypes: readonly string[];
  readonly apiKeySource: ApiKeySource;
  /** `REGIONAL`, `EDGE` or `PRIVATE`. */
  readonly endpointType: string;
  /** The resource policy. */
  readonly policy: readonly Statement[] | undefined;
}

export interface Resource {
  /** Where it is defined, for messages. */
  readonly address: string;
  readonly id: string;
  /** `/`, `/pets/{id}`, `/{proxy+}` */
  readonly path: string;
}

interface MethodBase {
  /** Where it is defined, for messages. */
  readonly address: string;
  readonly resource: Resource;
  /** `GET`, …, or `ANY`. */
  readonly httpMethod: string;
  /** As it is defined. */
  readonly authorization: string;
  /** The authorizer's name, where the authorization has one. */
  readonly authorizer?: string;
  readonly apiKeyRequired: boolean;
}

/** A method that can't be served as AWS would, and why: without an integration, it can't be served open. */
export interface UnservableMethod extends MethodBase {
  /** What it would call. */
  readonly target: string;
  readonly unservable: string;
}

export interface Method extends MethodBase {
  readonly unservable?: undefined;
  readonly operationName?: string;
  readonly requiredParameters: readonly ParameterRef[];
  /** Model names by content type. */
  readonly requestModels: Readonly<Record<string, string>>;
  readonly validator: RequestValidator;
  /** Who may call it. */
  readonly guard: Authorization;
  readonly integration: Integration;
}

export interface ParameterRef {
  readonly location: "path" | "querystring" | "header";
  readonly name: string;
}

export interface RequestValidator {
  readonly body: boolean;
  readonly parameters: boolean;
}

/**
 * An integration as it is defined. Its kind, in `integration/`, checks what it uses of it.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export interface Integration {
  readonly address: string;
  /** `MOCK`, `AWS`, `AWS_PROXY`, `HTTP` or `HTTP_PROXY`. */
  readonly type: string;
  readonly uri: string | undefined;
  readonly httpMethod: string | undefined;
  /** The role that API Gateway assumes for the integration. */
  readonly credentials: string | undefined;
  readonly connectionType: string | undefined;
  /** ID of the VPC link; it can hold `${stageVariables.NAME}`. */
  readonly connectionId: string | undefined;
  /** `integration.request.header.X` to its source. */
  readonly requestParameters: Readonly<Record<string, string>>;
  /** By content type. */
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthroughBehavior: string | undefined;
  /** `method.request.querystring.X`, `integration.request.path.X`, … */
  readonly cacheKeyParameters: readonly string[];
  /** Undefined: the ID of the resource. */
  readonly cacheNamespace: string | undefined;
  readonly contentHandling: string | undefined;
  readonly timeoutMilliseconds: number;
  /** Whether it accepts any certificate of its backend. */
  readonly skipsVerification: boolean;
  readonly responses: readonly IntegrationResponse[];
}

export interface IntegrationResponse {
  readonly address: string;
  readonly statusCode: number;
  /** Undefined: the default response. */
  readonly selectionPattern: string | undefined;
  /** `method.response.header.X` to its source. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  readonly contentHandling: string | undefined;
}

export interface GatewayResponse {
  readonly statusCode: number | undefined;
  /** `gatewayresponse.header.X` to its source. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
}

export interface Stage {
  readonly address: string;
  readonly name: string;
  readonly deploymentId: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly canary: Canary | undefined;
  /** Whether HTTP integrations present a client certificate. */
  readonly hasClientCertificate: boolean;
  /** Undefined: the stage has none. */
  readonly accessLog: AccessLogSettings | undefined;
  /** Undefined: the stage has no cache cluster. */
  readonly caching: CachingSettings | undefined;
  /** Undefined for a method: it isn't throttled. */
  readonly throttles: MethodSettings<Throttle | undefined>;
}

/** The access log of a stage, and what it shows beside a request. */
export interface AccessLogSettings {
  readonly format: string;
  /** `REGIONAL`, `EDGE` or `PRIVATE`. */
  readonly endpointType: string;
  /** Whether the stage sends traces to X-Ray. */
  readonly isTraced: boolean;
}

export interface Canary {
  /** The deployment that AWS serves it from, as shown to the function. */
  readonly deploymentId: string;
  readonly percentTraffic: number;
  readonly variableOverrides: Readonly<Record<string, string>>;
  /** Whether it shares the cache of the stage. */
  readonly usesStageCache: boolean;
}
