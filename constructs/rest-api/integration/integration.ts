import type { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";

/** The method that an integration is bound to, and what it may use of the API. */
export interface IntegrationContext {
  /** The API, the scope of what the integration creates. */
  readonly api: Construct;
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
  /** The method, e.g. `GET /pets`, as an error names it. */
  readonly method: string;
  /** Whether clients reach the API through CloudFront. */
  readonly isEdgeOptimized: boolean;
  /** Makes every stage of the API depend on a resource, e.g. on the permission to invoke. */
  readonly dependsOn: (resource: ITerraformDependable) => void;
}

/** An integration response in the API's document. */
export interface ResponseObject {
  readonly statusCode: string;
  readonly responseParameters?: Readonly<Record<string, string>>;
  readonly responseTemplates?: Readonly<Record<string, string>>;
  readonly contentHandling?: string;
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-integration.html */
export interface IntegrationObject {
  readonly type: "aws" | "aws_proxy" | "http" | "http_proxy" | "mock";
  readonly httpMethod?: string;
  readonly connectionType?: "INTERNET" | "VPC_LINK";
  readonly connectionId?: string;
  readonly uri?: string;
  readonly credentials?: string;
  readonly passthroughBehavior?: string;
  readonly contentHandling?: string;
  readonly cacheKeyParameters?: readonly string[];
  readonly timeoutInMillis?: number;
  readonly requestParameters?: Readonly<Record<string, string>>;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  /** By selection pattern, or `default`. */
  readonly responses?: Readonly<Record<string, ResponseObject>>;
}

/** What a method passes its requests to. One integration may serve many methods. */
export interface Integration {
  /** The kind of API that the integration is for. */
  readonly apiType: "REST";
  /**
   * Creates in the API what the integration needs, and returns it as the API's document holds it.
   * @throws if AWS would refuse a setting
   */
  bind(context: IntegrationContext): IntegrationObject;
}
