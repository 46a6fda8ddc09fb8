import type { Construct } from "constructs";
import type { ITerraformDependable } from "cdktf";

/** Where an integration is used. */
export interface IntegrationSite {
  /** The API; what the integration needs is made in it. */
  readonly api: Construct;
  /** ARN that the ARNs of the API's requests begin with. */
  readonly executionArn: string;
  /** The method, e.g. `GET /pets`, as an error names it. */
  readonly method: string;
  /** Has a resource made before any stage serves the integration. */
  readonly first: (resource: ITerraformDependable) => void;
}

/** An integration response as the document has it. */
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
  readonly connectionType?: "INTERNET";
  readonly uri?: string;
  readonly credentials?: string;
  readonly passthroughBehavior?: string;
  readonly contentHandling?: string;
  readonly timeoutInMillis?: number;
  readonly requestParameters?: Readonly<Record<string, string>>;
  readonly requestTemplates?: Readonly<Record<string, string>>;
  /** By selection pattern, or `default`. */
  readonly responses?: Readonly<Record<string, ResponseObject>>;
}

/** What answers a method. One may serve many methods. */
export interface Integration {
  /** The kind of API that the integration is for. */
  readonly apiType: "REST";
  /**
   * The integration as the document of the API has it; makes in the API what it needs.
   * @throws if a setting can't be right
   */
  bind(site: IntegrationSite): IntegrationObject;
}
