import { Apigatewayv2ApiMapping } from "@cdktf/provider-aws/lib/apigatewayv2-api-mapping";
import { Apigatewayv2DomainName } from "@cdktf/provider-aws/lib/apigatewayv2-domain-name";
import { Construct } from "constructs";
import type { IStage } from "../api-gateway";
import { checkConstructProps, checkKind, objectWith, required } from "../core/props";
import { warn } from "../core/warning";
import { aliasRecords } from "./alias-records";
import { certificateOf } from "./certificate";
import { checkDomainName, checkMapping, DOMAIN_NAME_KINDS } from "./check-domain-name";
import type { ApiMappingOptions, DomainNameProps } from "./domain-name-props";
import { checkWebSocketMapping } from "./check-websocket-mapping";
import { mappingId } from "./mapping-id";

const STAGE_KIND = required(
  objectWith("a stage, e.g. api.defaultStage or api.deploymentStage", "apiId", "stageName"),
);

/**
 * A custom domain name for stages of HTTP and REST APIs, or of WebSocket APIs, in the region of the
 * stack, with TLS 1.2.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
 */
export class DomainName extends Construct {
  /** The underlying domain name. */
  readonly resource: Apigatewayv2DomainName;
  /** E.g. `https://api.example.com`, without a slash at its end. */
  readonly url: string;
  private readonly isMutual: boolean;
  /** The first stage: it decides for which kinds of APIs the name is. */
  private first: IStage | undefined;

  /** @throws if AWS would refuse a prop, or there is neither a `certificateArn` nor a `hostedZone` */
  constructor(scope: Construct, id: string, props: DomainNameProps) {
    super(scope, id);
    checkConstructProps(this, DomainName, props, DOMAIN_NAME_KINDS);
    checkDomainName(this, props);
    const { domainName, hostedZone, mtls, ipAddressType } = props;
    this.isMutual = mtls !== undefined;
    this.resource = new Apigatewayv2DomainName(this, "Resource", {
      domainName,
      domainNameConfiguration: {
        certificateArn: certificateOf(this, props),
        endpointType: "REGIONAL",
        securityPolicy: "TLS_1_2",
        ipAddressType,
      },
      mutualTlsAuthentication: mtls && {
        truststoreUri: `s3://${mtls.bucket}/${mtls.key}`,
        truststoreVersion: mtls.version,
      },
    });
    if (hostedZone !== undefined) {
      const { targetDomainName, hostedZoneId } = this.resource.domainNameConfiguration;
      const target = { name: targetDomainName, zoneId: hostedZoneId };
      aliasRecords(this, hostedZone, { name: domainName, target, ipAddressType });
    }
    this.url = `https://${domainName}`;
  }

  /**
   * Leads the requests below a path to a stage, and returns the underlying resource. Of several
   * mappings, the longest one that matches whole parts of the path is used. Clients reach a WebSocket
   * API at `wss://` and the name, and its connections are managed below the same path.
   * @throws if the path is malformed or already mapped, or AWS has no such mapping for a WebSocket API
   */
  addApiMapping(stage: IStage, options: ApiMappingOptions = {}): Apigatewayv2ApiMapping {
    checkKind(this, "stage of an API mapping", stage, STAGE_KIND);
    checkMapping(this, options);
    this.first ??= stage;
    checkWebSocketMapping(this, stage, options, { first: this.first, isMutual: this.isMutual });
    this.warnOfOpenEndpoint(stage);
    return new Apigatewayv2ApiMapping(this, mappingId(this, options), {
      apiId: stage.apiId,
      domainName: this.resource.id,
      stage: stage.stageName,
      apiMappingKey: options.basePath,
    });
  }

  private warnOfOpenEndpoint(stage: IStage): void {
    if (!this.isMutual || stage.disableExecuteApiEndpoint) {
      return;
    }
    warn(
      this,
      `the stage ${stage.stageName} is also reached without a client certificate, by the API's own ` +
        "endpoint. Set disableExecuteApiEndpoint: true on its API.",
    );
  }
}
