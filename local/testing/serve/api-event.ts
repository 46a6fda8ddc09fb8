/**
 * The event of a proxy integration, in payload format 1.0 or 2.0: each has the fields of its format
 * only. Name the type of any other event: `api.fetch<MyEvent>(…)`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export interface ApiEvent {
  readonly version: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly queryStringParameters: Readonly<Record<string, string>>;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly stageVariables: Readonly<Record<string, string>>;
  readonly requestContext: ApiRequestContext;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  /** Format 2.0: `GET /pets/{id}`. */
  readonly routeKey: string;
  /** Format 2.0. */
  readonly rawPath: string;
  /** Format 2.0. */
  readonly rawQueryString: string;
  /** Format 2.0. */
  readonly cookies: readonly string[];
  /** Format 1.0: `/pets/{id}`. */
  readonly resource: string;
  /** Format 1.0. */
  readonly path: string;
  /** Format 1.0. */
  readonly httpMethod: string;
  /** Format 1.0. */
  readonly multiValueHeaders: Readonly<Record<string, readonly string[]>>;
  /** Format 1.0. */
  readonly multiValueQueryStringParameters: Readonly<Record<string, readonly string[]>>;
}

/** What API Gateway adds about the request. */
export interface ApiRequestContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly domainName: string;
  readonly requestId: string;
  readonly stage: string;
  /** Format 2.0. */
  readonly routeKey: string;
  /** Format 2.0. */
  readonly http: {
    readonly method: string;
    readonly path: string;
    readonly protocol: string;
    readonly sourceIp: string;
    readonly userAgent: string;
  };
  /** Format 1.0. */
  readonly httpMethod: string;
  /** Format 1.0. */
  readonly path: string;
  /** Format 1.0. */
  readonly resourcePath: string;
  /** Format 1.0. */
  readonly identity: Readonly<Record<string, string | null>>;
}
