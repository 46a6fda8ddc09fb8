import type { Stage } from "../../common/api-v2/stage";
import type { RouteAuthorizer } from "./authorizer";
import type { ParameterChange } from "./parameter-change";
import type { Expression } from "../parameter-mapping/expression";
import type { RouteKey } from "./route-key";

/** An HTTP API as its stages serve it. */
export interface HttpApi {
  /** Terraform address. */
  readonly address: string;
  readonly name: string;
  readonly id: string;
  readonly accountId: string;
  /** ARN that the ARNs of its requests begin with. */
  readonly executionArn: string;
  /** True: only requests to a custom domain reach it. */
  readonly isEndpointDisabled: boolean;
  readonly cors: CorsConfiguration | undefined;
  readonly routes: readonly (HttpRoute | UnservableRoute)[];
  readonly stages: readonly Stage[];
  readonly warnings: readonly string[];
}

interface BaseRoute {
  /** Terraform address. */
  readonly address: string;
  readonly key: RouteKey;
  /** Who may call on AWS: `public`, `IAM`, `JWT` with the issuer, or the authorizer's name. */
  readonly access: string;
}

/** A route and the backend that it calls, whoever may call. */
export interface IntegratedRoute extends BaseRoute {
  readonly integration: RouteIntegration;
  readonly unservable?: undefined;
}

export interface HttpRoute extends IntegratedRoute {
  readonly authorizer: RouteAuthorizer;
}

/** A route that can't be served as on AWS. It has no integration, so it can't be served open. */
export interface UnservableRoute extends BaseRoute {
  /** The integration, as the log and the table of routes show it. */
  readonly target: string;
  /** Why it can't be served. */
  readonly unservable: string;
}

/** The backend that a route calls. */
export type RouteIntegration = LambdaIntegration | HttpProxyIntegration | ServiceIntegration;

interface BaseIntegration {
  /** It can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  readonly requestChanges: readonly ParameterChange[];
  /** By the status code of the integration's response. */
  readonly responseChanges: ReadonlyMap<number, readonly ParameterChange[]>;
  readonly timeoutMilliseconds: number;
}

/** `AWS_PROXY` with a Lambda function. */
export interface LambdaIntegration extends BaseIntegration {
  readonly kind: "lambda";
  /** Terraform address. */
  readonly address: string;
  /** ARN of the role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
  readonly payloadFormat: "1.0" | "2.0";
}

/** `HTTP_PROXY`. */
export interface HttpProxyIntegration extends BaseIntegration {
  readonly kind: "http";
  /** Terraform address. */
  readonly address: string;
  /** `ANY` keeps the method of the request. */
  readonly method: string;
  /** ID of the VPC link that leads to it; the URI is then an ARN. @default it is public */
  readonly vpcLinkId?: string;
  /** The name in the certificate of an HTTPS backend behind a VPC link. */
  readonly serverName?: string;
}

/** `AWS_PROXY` with a subtype. Its URI is empty. */
export interface ServiceIntegration extends BaseIntegration {
  readonly kind: "service";
  /** Terraform address. */
  readonly address: string;
  /** `SQS-SendMessage` */
  readonly subtype: string;
  /** By the names that the service's API gives them. */
  readonly parameters: ReadonlyMap<string, Expression>;
  /** ARN of the role that API Gateway assumes. */
  readonly credentials: string;
}

export interface CorsConfiguration {
  readonly allowOrigins: readonly string[];
  readonly allowMethods: readonly string[];
  readonly allowHeaders: readonly string[];
  readonly exposeHeaders: readonly string[];
  readonly allowCredentials: boolean;
  /** In seconds. */
  readonly maxAge: number | undefined;
}
