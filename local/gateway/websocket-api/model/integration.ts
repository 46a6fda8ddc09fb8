import type { ContentHandling } from "../../common/mapping/content-handling";
import type { CompiledTemplates } from "../../common/velocity/compile-templates";
import type { SelectionExpression } from "./selection-expression";

/** The backend that a route calls. */
export type RouteIntegration = LambdaIntegration | HttpProxyIntegration | CustomIntegration;

interface BaseIntegration {
  /** Terraform address. */
  readonly address: string;
  /** It can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  /** ARN of the role that API Gateway assumes to call the function or the service. */
  readonly credentials: string | undefined;
  readonly timeoutMilliseconds: number;
}

/** `AWS_PROXY` with a Lambda function. */
export interface LambdaIntegration extends BaseIntegration {
  readonly kind: "lambda";
}

/** What API Gateway sends to a backend. */
export interface BackendIntegration extends BaseIntegration {
  /** `GET`, `POST`, … */
  readonly method: string;
  /** ID of the VPC link that the backend is behind; it can hold `${stageVariables.NAME}`. */
  readonly vpcLinkId: string | undefined;
  /** Sources by target: `integration.request.header.X` and its like. */
  readonly parameters: Readonly<Record<string, string>>;
  /** How a message becomes the payload. @default it stays text */
  readonly contentHandling: ContentHandling | undefined;
}

/** `HTTP_PROXY`: the backend gets the message, and the client the response. */
export interface HttpProxyIntegration extends BackendIntegration {
  readonly kind: "httpProxy";
}

/** `MOCK`, `HTTP` or `AWS`: templates make the payload and the response. */
export interface CustomIntegration extends BackendIntegration {
  readonly kind: "mock" | "http" | "service" | "function";
  readonly templates: SelectedTemplates;
  readonly passthroughBehavior: PassthroughBehavior;
  readonly responses: readonly IntegrationResponse[];
}

export const PASSTHROUGH_BEHAVIORS = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const;

export type PassthroughBehavior = (typeof PASSTHROUGH_BEHAVIORS)[number];

/** Templates, and the expression that yields the key of one. */
export interface SelectedTemplates {
  readonly selection: SelectionExpression;
  readonly byKey: CompiledTemplates;
}

/** How the response of a custom integration becomes that of a two-way route. */
export interface IntegrationResponse {
  /** `$default` or `/PATTERN/`. */
  readonly key: string;
  /** Matches a status, or a function's error message; undefined: it is the default. */
  readonly matches: ((selector: string) => boolean) | undefined;
  readonly templates: SelectedTemplates;
  readonly contentHandling: ContentHandling | undefined;
}
