import type { ApiKind } from "../report";
import type { Access } from "./access";
import type { Grant } from "./grant";

/**
 * A stack as plain data that two sides can be compared by. It names resources, never by an ARN or an
 * ID, and holds hashes in place of values that may be secret.
 */
export interface StackDescription {
  readonly name: string;
  readonly apis: readonly ApiDescription[];
  readonly domains: readonly DomainDescription[];
  readonly functions: readonly FunctionDescription[];
  readonly eventSources: readonly EventSourceDescription[];
  readonly dataStores: readonly DataStoreDescription[];
  readonly grants: readonly Grant[];
  /** A hash of the attributes of every resource, by Terraform address. */
  readonly resources: ReadonlyMap<string, string>;
  /** Addresses of the APIs, functions, event sources, data and policies that can't be described. */
  readonly unread: readonly string[];
}

export interface ApiDescription {
  /** Terraform address. */
  readonly address: string;
  readonly kind: ApiKind;
  readonly name: string;
  readonly isEndpointDisabled: boolean;
  /** `REGIONAL`, `EDGE` or `PRIVATE`; undefined for an HTTP API. */
  readonly endpointType: string | undefined;
  /** A hash of it. */
  readonly resourcePolicy: string | undefined;
  readonly stages: readonly StageDescription[];
  readonly cors: CorsDescription | undefined;
  readonly binaryMediaTypes: readonly string[];
  /** Where a REST API finds API keys: `HEADER` or `AUTHORIZER`. */
  readonly apiKeySource: string | undefined;
  /** Those that are customized, by their types. */
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponseDescription>;
  readonly usagePlans: readonly UsagePlanDescription[];
  readonly apiKeys: readonly AcceptedKey[];
  readonly routes: readonly RouteDescription[];
  /** JSON schemas by model name: those of the routes can refer to them. */
  readonly models: ReadonlyMap<string, unknown>;
}

export interface GatewayResponseDescription {
  /** `default` is the one of its type. */
  readonly status: string;
  /** Hashes of the other parts: `header x-id`, `template application/json`. */
  readonly parts: ReadonlyMap<string, string>;
}

/** A custom domain name. */
export interface DomainDescription {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly hasMutualTls: boolean;
  /** An API's address and a stage, by path: `/v1`. */
  readonly targets: ReadonlyMap<string, string>;
}

export interface UsagePlanDescription {
  /** Terraform address. */
  readonly address: string;
  readonly throttle: Throttle;
  /** `1000 requests a month`; undefined is any number. */
  readonly quota: string | undefined;
  /** What the quota allows, to compare quotas of different periods. */
  readonly requestsPerDay: number | undefined;
}

/** An API key that a stage accepts by a usage plan. */
export interface AcceptedKey {
  /** Name of the stage. */
  readonly stage: string;
  /** Terraform address. */
  readonly address: string;
  /** A hash of its value; undefined if only AWS knows it. */
  readonly value: string | undefined;
}

export interface StageDescription {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  /** By route or method path; `*` is the stage's default. */
  readonly throttles: ReadonlyMap<string, Throttle>;
  /** A hash of each variable's value. */
  readonly variables: ReadonlyMap<string, string>;
}

export interface Throttle {
  /** Requests per second; undefined is the account's limit. */
  readonly rate: number | undefined;
  /** Requests at once; undefined is the account's limit. */
  readonly burst: number | undefined;
}

export interface CorsDescription {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
}

/** A route of an HTTP API, or a method of a REST API. */
export interface RouteDescription {
  /** `GET /pets/{id}`, `$default` */
  readonly key: string;
  /** Where requests go: a function's name, a URL's host, `MOCK`, or `-` if that isn't known. */
  readonly target: string;
  readonly access: Access;
  readonly timeoutMilliseconds: number | undefined;
  /** Only of a Lambda integration of an HTTP API. */
  readonly payloadFormat: "1.0" | "2.0" | undefined;
  readonly integrationType: string | undefined;
  /** Those that a request is rejected without: `header X-Id`. */
  readonly requiredParameters: readonly string[];
  /** JSON schemas that request bodies are validated against, by content type. */
  readonly bodySchemas: ReadonlyMap<string, unknown>;
  /** Headers by status code. Only where the gateway maps the integration's response. */
  readonly responses: ReadonlyMap<number, readonly string[]>;
  /** Status codes by selection pattern; `default` is the default response. */
  readonly selectionPatterns: ReadonlyMap<string, number>;
  /** A hash of each template: `request application/json`, `response 200 application/json`. */
  readonly templates: ReadonlyMap<string, string>;
  /** Hashes of parameter mappings and other settings of the integration, by name. */
  readonly settings: ReadonlyMap<string, string>;
}

export interface FunctionDescription {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  /** Undefined for a container image. */
  readonly runtime: string | undefined;
  readonly handler: string | undefined;
  readonly architecture: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Undefined: unreserved. */
  readonly reservedConcurrency: number | undefined;
  readonly layers: readonly string[];
  /** Address or ARN of its execution role. */
  readonly role: string;
  /** `Active` or `PassThrough`. */
  readonly tracing: string;
  readonly ephemeralStorageMegabytes: number;
  /** `Text` or `JSON`. */
  readonly logFormat: string;
  readonly isInVpc: boolean;
  /** A hash of each environment variable's value. */
  readonly environment: ReadonlyMap<string, string>;
  /** Bytes of the names and values of the environment variables. */
  readonly environmentBytes: number;
  /** A hash of where its code comes from. `describeCode` reads the files. */
  readonly codeSource: string;
  /** The authorization type of its URL, if it has one. */
  readonly urlAuthorization: string | undefined;
}

/** A resource that passes events on, such as the messages of a queue to a function. */
export interface EventSourceDescription {
  /** Terraform address. */
  readonly address: string;
  readonly subscriptions: readonly Subscription[];
}

export interface Subscription {
  /** Terraform address of a queue, stream, topic, bucket, rule or schedule, or its ARN. */
  readonly source: string;
  /** Terraform address or ARN of what gets the events. */
  readonly target: string;
}

/** A resource that keeps data for a time, or that can be protected from its loss. */
export interface DataStoreDescription {
  /** Terraform address. */
  readonly address: string;
  /** Undefined for a resource that keeps its data; 0 is unlimited. */
  readonly retention: { readonly amount: number; readonly unit: string } | undefined;
  /** Those that are on: `deletion protection`. */
  readonly protections: readonly string[];
}
