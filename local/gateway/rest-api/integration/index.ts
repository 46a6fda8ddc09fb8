import type { Integration } from "../model/rest-api";
import { httpIntegration } from "./http-custom";
import { httpProxyIntegration } from "./http-proxy";
import type { Integrate, IntegrationServices } from "./integrate";
import { lambdaIntegration } from "./lambda-custom";
import { lambdaProxyIntegration } from "./lambda-proxy";
import { mockIntegration } from "./mock";

/** Makes an integration ready to answer; its templates and patterns are compiled here, once. */
export function integrationFor(integration: Integration, services: IntegrationServices): Integrate {
  switch (integration.type) {
    case "MOCK":
      return mockIntegration(integration);
    case "AWS":
      return lambdaIntegration(integration, services);
    case "AWS_PROXY":
      return lambdaProxyIntegration(integration, services);
    case "HTTP":
      return httpIntegration(integration);
    case "HTTP_PROXY":
      return httpProxyIntegration(integration);
  }
}
