import type { IntegratingApi } from "../../../api-gateway";
import { HTTP_METHODS, settingsId, unlessDefault } from "../../../api-gateway";
import type { RouteIntegrationConfig } from "../../../api-gateway-v2/integration";
import type { HttpIntegrationSettings } from "../settings";
import { checkSettings, MAX_TIMEOUT, SETTINGS_KINDS, timeoutInMilliseconds } from "../settings";
import { checkChoice } from "../../../core/checks";
import { escaped } from "../../../core/literal";
import type { Kinds } from "../../../core/props";
import { checkKind, checkProps, objectWith, required, string } from "../../../core/props";
import type { VpcLink } from "../../../vpc-link";
import { mappingAttributes } from "../parameter-mapping";

/** Props that all private integrations share. */
export interface HttpPrivateIntegrationProps extends HttpIntegrationSettings {
  /** The link into the VPC; several integrations can share it. */
  readonly vpcLink: Pick<VpcLink, "vpcLinkId">;
  /**
   * HTTP method of the request to the backend; `ANY` passes the client's method on.
   * @default "ANY"
   */
  readonly method?: string;
  /**
   * Host name that the backend's certificate must have; requests are then sent by HTTPS.
   * @default requests are sent by HTTP
   */
  readonly secureServerName?: string;
}

const KINDS: Kinds<HttpPrivateIntegrationProps> = {
  ...SETTINGS_KINDS,
  vpcLink: required(objectWith("a VpcLink", "vpcLinkId")),
  method: string,
  secureServerName: string,
};

/**
 * The integration with a listener or a Cloud Map service, which `uri` is the ARN of. The backend gets
 * the stage's name in the path, unless the stage is `$default`: map `overwrite:path` to
 * `$request.path` to leave it out.
 */
export function privateIntegration(
  api: IntegratingApi,
  what: string,
  target: { readonly arn: string },
  props: HttpPrivateIntegrationProps,
): RouteIntegrationConfig {
  checkKind(api, `${what} of the integration`, target, required(objectWith(`a ${what}`, "arn")));
  checkProps(api, props, KINDS, (prop) => `${prop} of the integration`);
  checkSettings(api, props);
  const { vpcLink, method = "ANY", secureServerName, parameterMapping, description } = props;
  checkChoice(api, "method of the integration", method, HTTP_METHODS);
  const timeoutMilliseconds = timeoutInMilliseconds(props);
  return {
    id: settingsId(api, "Integration-Private", {
      arn: target.arn,
      vpcLinkId: vpcLink.vpcLinkId,
      method: unlessDefault(method, "ANY"),
      timeout: unlessDefault(timeoutMilliseconds, MAX_TIMEOUT),
      secureServerName,
      parameterMapping,
      description,
    }),
    attributes: {
      integrationType: "HTTP_PROXY",
      connectionType: "VPC_LINK",
      connectionId: vpcLink.vpcLinkId,
      integrationUri: target.arn,
      integrationMethod: method,
      payloadFormatVersion: "1.0",
      timeoutMilliseconds,
      description: escaped(description),
      tlsConfig:
        secureServerName === undefined ? undefined : { serverNameToVerify: secureServerName },
      ...mappingAttributes(api, parameterMapping),
    },
    dependsOn: [],
  };
}
