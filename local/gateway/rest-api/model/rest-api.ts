/** A REST API as its deployment serves it: made from resources of Terraform, or from an OpenAPI body. */
export interface RestApi {
  readonly address: string;
  readonly name: string;
  readonly id: string;
  readonly accountId: string;
  readonly region: string;
  /** What the ARNs of its requests begin with. */
  readonly executionArn: string;
  readonly resources: readonly Resource[];
  readonly methods: readonly Method[];
  /** JSON schemas by model name. */
  readonly models: ReadonlyMap<string, string>;
  readonly gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  readonly binaryMediaTypes: readonly string[];
}

export interface Resource {
  /** Where it is defined, for messages. */
  readonly address: string;
  readonly id: string;
  /** `/`, `/pets/{id}`, `/{proxy+}` */
  readonly path: string;
}

export interface Method {
  /** Where it is defined, for messages. */
  readonly address: string;
  readonly resource: Resource;
  /** `GET`, …, or `ANY`. */
  readonly httpMethod: string;
  readonly authorization: string;
  readonly apiKeyRequired: boolean;
  readonly operationName?: string;
  readonly requiredParameters: readonly ParameterRef[];
  /** Model names by content type. */
  readonly requestModels: Readonly<Record<string, string>>;
  readonly validator: RequestValidator;
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

export type Integration =
  | MockIntegration
  | LambdaProxyIntegration
  | LambdaIntegration
  | HttpIntegration
  | HttpProxyIntegration;

/** What every integration has. */
export interface IntegrationBase {
  readonly address: string;
  /** `integration.request.header.X` to its source. */
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
}

/** What the integrations that map requests and responses have besides. */
export interface Mapping {
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly contentHandling: ContentHandling | undefined;
  readonly responses: readonly IntegrationResponse[];
}

export interface MockIntegration extends IntegrationBase, Mapping {
  readonly type: "MOCK";
}

/** What the integrations that invoke a function have besides. */
export interface LambdaTarget {
  readonly uri: string;
  readonly httpMethod: string;
  /** The role by which API Gateway invokes the function. */
  readonly credentials: string | undefined;
}

export interface LambdaProxyIntegration extends IntegrationBase, LambdaTarget {
  readonly type: "AWS_PROXY";
}

export interface LambdaIntegration extends IntegrationBase, LambdaTarget, Mapping {
  readonly type: "AWS";
}

export interface HttpIntegration extends IntegrationBase, Mapping {
  readonly type: "HTTP";
  readonly uri: string;
  readonly httpMethod: string;
}

export interface HttpProxyIntegration extends IntegrationBase {
  readonly type: "HTTP_PROXY";
  readonly contentHandling: ContentHandling | undefined;
  readonly uri: string;
  readonly httpMethod: string;
}

export type PassthroughBehavior = "WHEN_NO_MATCH" | "WHEN_NO_TEMPLATES" | "NEVER";
export type ContentHandling = "CONVERT_TO_BINARY" | "CONVERT_TO_TEXT";

export interface IntegrationResponse {
  readonly address: string;
  readonly statusCode: number;
  /** None: the default response. */
  readonly selectionPattern: string | undefined;
  /** `method.response.header.X` to its source. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly templates: Readonly<Record<string, string>>;
  readonly contentHandling: ContentHandling | undefined;
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
}

export interface Canary {
  /** The deployment that AWS serves it from, which is told to the function. */
  readonly deploymentId: string;
  readonly percentTraffic: number;
  readonly variableOverrides: Readonly<Record<string, string>>;
}
