import { Apigatewayv2Authorizer } from "@cdktf/provider-aws/lib/apigatewayv2-authorizer";
import type { ITerraformDependable } from "cdktf";
import type { IntegratingApi } from "../api-gateway";
import { allowAuthorizer, warnOverQuota } from "../api-gateway";
import type { AuthorizerResource, RouteAuthorizer } from "./authorizer";

/** The default. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const QUOTA = 10;

/** What a route refers to. */
export interface BoundAuthorizer {
  readonly authorizationType: "NONE" | "AWS_IAM" | "JWT" | "CUSTOM";
  readonly authorizerId?: string;
  /** The permission to invoke the authorizer's function. */
  readonly dependsOn?: ITerraformDependable[];
}

/** The authorizers of one API. Authorizer objects with the same settings share a resource. */
export class ApiAuthorizers {
  private readonly byObject = new Map<RouteAuthorizer, BoundAuthorizer>();
  private readonly byId = new Map<string, BoundAuthorizer>();

  constructor(private readonly api: IntegratingApi & { readonly apiId: string }) {}

  /** The authorizer as a route has it. Its resource is created on first use. */
  bound(authorizer: RouteAuthorizer): BoundAuthorizer {
    const bound = this.byObject.get(authorizer) ?? this.bind(authorizer);
    this.byObject.set(authorizer, bound);
    return bound;
  }

  private bind(authorizer: RouteAuthorizer): BoundAuthorizer {
    const config = authorizer.bind(this.api);
    return "id" in config ? (this.byId.get(config.id) ?? this.make(config)) : config;
  }

  private make({
    authorizationType,
    id,
    attributes,
    invokes,
  }: AuthorizerResource): BoundAuthorizer {
    const { apiId, executionArn } = this.api;
    const resource = new Apigatewayv2Authorizer(this.api, id, {
      ...attributes,
      apiId,
      // API Gateway doesn't delete an authorizer that a route refers to, so routes must move first.
      lifecycle: { createBeforeDestroy: true },
    });
    const authorizers = resource.id;
    const permission =
      invokes &&
      allowAuthorizer(this.api, `Permission-${id}`, { executionArn, fn: invokes, authorizers });
    const bound = {
      authorizationType,
      authorizerId: resource.id,
      dependsOn: permission && [permission],
    };
    this.byId.set(id, bound);
    warnOverQuota(this.api, { what: "authorizers", count: this.byId.size, quota: QUOTA });
    return bound;
  }
}
