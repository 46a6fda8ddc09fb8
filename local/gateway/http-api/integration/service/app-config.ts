import type { ServiceAction } from "./service-action";

export const APP_CONFIG_ACTIONS = {
  "AppConfig-GetConfiguration": {
    service: "appconfig",
    required: ["Application", "Environment", "Configuration", "ClientId"],
    optional: ["ClientConfigurationVersion"],
    iamAction: "appconfig:GetConfiguration",
    request({ Application, Environment, Configuration, ClientId, ClientConfigurationVersion }) {
      const path = [
        ["applications", Application],
        ["environments", Environment],
        ["configurations", Configuration],
      ].map(([kind, name = ""]) => `/${kind}/${encodeURIComponent(name)}`);
      const query = new URLSearchParams({
        client_id: ClientId ?? "",
        ...(ClientConfigurationVersion !== undefined && {
          client_configuration_version: ClientConfigurationVersion,
        }),
      });
      return { method: "GET", path: `${path.join("")}?${query}`, headers: [], body: "" };
    },
  },
} satisfies Record<string, ServiceAction>;
