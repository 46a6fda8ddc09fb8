import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { ITerraformDependable } from "cdktf";
import { dependable } from "cdktf";
import type { IntegratingApi } from "../api-gateway";
import { refuse } from "../core/refusal";
import type { HttpRouteIntegration, HttpRouteIntegrationConfig } from "./integration";

/** API Gateway doesn't raise this quota. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_INTEGRATIONS = 300;

interface Shared {
  readonly resource: Apigatewayv2Integration;
  /** What a route's target is; made once, as the making of a reference takes time. */
  readonly target: string;
  /** What must stand before it, for any of the objects that ask for it. */
  readonly after: Set<ITerraformDependable>;
}

/** The integrations of one API: those that do the same are one resource, whatever object asks. */
export class ApiIntegrations {
  private readonly byObject = new Map<HttpRouteIntegration, Shared>();
  private readonly byId = new Map<string, Shared>();

  constructor(private readonly api: IntegratingApi & { readonly apiId: string }) {}

  /** The target of a route to an integration, which is made when it is first asked for. */
  targetFor(integration: HttpRouteIntegration): string {
    const shared = this.byObject.get(integration) ?? this.bind(integration);
    this.byObject.set(integration, shared);
    return shared.target;
  }

  private bind(integration: HttpRouteIntegration): Shared {
    const config = integration.bind(this.api);
    const shared = this.byId.get(config.id) ?? this.make(config);
    const { resource, after } = shared;
    const added = config.after.filter((dependency) => !after.has(dependency));
    for (const dependency of added) {
      after.add(dependency);
    }
    if (added.length > 0) {
      resource.dependsOn = [...after].map(dependable);
    }
    return shared;
  }

  private make({ id, attributes }: HttpRouteIntegrationConfig): Shared {
    if (this.byId.size === MAX_INTEGRATIONS) {
      refuse(this.api, {
        what: "number of integrations",
        value: this.byId.size + 1,
        allowed: `up to ${MAX_INTEGRATIONS}`,
        fix: "Let routes share functions, or split the API.",
      });
    }
    const resource = new Apigatewayv2Integration(this.api, id, {
      ...attributes,
      apiId: this.api.apiId,
      // Routes leave it before it goes: API Gateway deletes no integration that a route refers to.
      // Terraform then makes a function that must be replaced before it destroys the old one too,
      // so what replaces a function (package type) needs another name or construct id.
      lifecycle: { createBeforeDestroy: true },
    });
    const shared = {
      resource,
      target: `integrations/${resource.id}`,
      after: new Set<ITerraformDependable>(),
    };
    this.byId.set(id, shared);
    return shared;
  }
}
