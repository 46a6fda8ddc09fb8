import { servable } from "../gateway/common/unservable/unservable";
import type { ApiGateway } from "../gateway/gateway";
import { API_TYPES } from "../gateway/gateways";
import type { ResolvedResource, ResolvedStack } from "../terraform";
import { customDomains, type CustomDomain } from "./custom-domains";
import { DomainGateway, withoutTruststore, type DomainServices } from "./domain-gateway";

export interface CreatedDomains {
  readonly gateways: readonly DomainGateway[];
  /** Differences from AWS, and what is unexpected on AWS too. */
  readonly warnings: readonly string[];
}

/** Creates what serves the custom domains of a stack. */
export function createDomains(
  stack: ResolvedStack,
  apis: readonly ApiGateway[],
  services: DomainServices,
): CreatedDomains {
  const { domains, warnings } = customDomains(stack);
  const resources = API_TYPES.flatMap((type) => stack.ofType(type));
  const byId = new Map(
    resources.flatMap((resource) => {
      const gateway = apis.find(({ address }) => address === resource.address);
      const id = servable(() => resource.string("id")).value;
      return gateway && id !== undefined ? [[id, gateway] as const] : [];
    }),
  );
  return {
    gateways: domains.map((domain) => new DomainGateway(domain, byId, services)),
    warnings: [
      ...warnings,
      ...(services.asksForCertificates ? [] : domains.flatMap(notServedWithoutTruststore)),
      ...resources.flatMap((api) => unreachable(api, domains)),
    ],
  };
}

function notServedWithoutTruststore({ address, hasMutualTls }: CustomDomain): string[] {
  return hasMutualTls ? [withoutTruststore(address)] : [];
}

/** Warns about an API that neither its own endpoint nor a domain of the stack leads to. */
function unreachable(api: ResolvedResource, domains: readonly CustomDomain[]): string[] {
  const isDisabled = servable(() => api.boolean("disable_execute_api_endpoint")).value;
  const id = servable(() => api.string("id")).value;
  const isMapped = domains.some(({ mappings }) => mappings.some(({ apiId }) => apiId === id));
  return isDisabled && !isMapped
    ? [
        `${api.address}: disable_execute_api_endpoint is true, and no mapping of the stack names the API, so no request reaches it.`,
      ]
    : [];
}
