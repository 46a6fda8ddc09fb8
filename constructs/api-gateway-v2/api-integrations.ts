import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import type { ITerraformDependable } from "cdktf";
import { dependable } from "cdktf";
import type { IntegratingApi } from "../api-gateway";
import { refuse } from "../core/refusal";
import type { RouteIntegration, RouteIntegrationConfig } from "./integration";

/** API Gateway doesn't raise this quota. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_INTEGRATIONS = 300;

interface Shared {
  readonly resource: Apigatewayv2Integration;
  /** The target of its routes, computed once because creating references takes time. */
  readonly target: string;
  /** The dependencies of all integration objects that share the resource. */
  readonly dependencies: Set<ITerraformDependable>;
}

/** The integrations of one API. Integration objects with the same settings share a resource. */
export class ApiIntegrations<Config extends RouteIntegrationConfig = RouteIntegrationConfig> {
  private readonly byObject = new Map<RouteIntegration<Config>, Shared>();
  private readonly byId = new Map<string, Shared>();

  /** @param onCreate - adds what else an integration consists of */
  constructor(
    private readonly api: IntegratingApi & { readonly apiId: string },
    private readonly onCreate: (resource: Apigatewayv2Integration, config: Config) => void = () =>
      undefined,
  ) {}

  /** The target of a route to an integration, whose resource is created on first use. */
  targetFor(integration: RouteIntegration<Config>): string {
    const shared = this.byObject.get(integration) ?? this.bind(integration);
    this.byObject.set(integration, shared);
    return shared.target;
  }

  private bind(integration: RouteIntegration<Config>): Shared {
    const config = integration.bind(this.api);
    const shared = this.byId.get(config.id) ?? this.make(config);
    const { resource, dependencies } = shared;
    const added = config.dependsOn.filter((dependency) => !dependencies.has(dependency));
    for (const dependency of added) {
      dependencies.add(dependency);
    }
    if (added.length > 0) {
      resource.dependsOn = [...dependencies].map(dependable);
    }
    return shared;
  }

  private make(config: Config): Shared {
    const { id, attributes } = config;
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
      // API Gateway doesn't delete an integration that a route refers to, so routes must move first.
      // The setting extends to the function: a change that replaces it (package type) creates the new
      // function before it destroys the old one, and so needs another name or construct id.
      lifecycle: { createBeforeDestroy: true },
    });
    const shared = {
      resource,
      target: `integrations/${resource.id}`,
      dependencies: new Set<ITerraformDependable>(),
    };
    this.byId.set(id, shared);
    this.onCreate(resource, config);
    return shared;
  }
}
