import { ApiGatewayBasePathMapping } from "@cdktf/provider-aws/lib/api-gateway-base-path-mapping";
import { ApiGatewayDomainName } from "@cdktf/provider-aws/lib/api-gateway-domain-name";
import { Construct } from "constructs";
import { checkConstructProps, checkKind, objectWith, required } from "../core/props";
import type { Stage } from "../rest-api";
import { aliasRecords } from "./alias-records";
import { certificateOf } from "./certificate";
import { checkEdgeDomainName, checkEdgeMapping, EDGE_KINDS } from "./check-edge-domain-name";
import type { ApiMappingOptions, EdgeDomainNameProps } from "./domain-name-props";
import { mappingId } from "./mapping-id";

const STAGE_KIND = required(
  objectWith("a stage of a REST API, e.g. api.deploymentStage", "restApi", "stageName"),
);

/**
 * An edge-optimized custom domain name, with TLS 1.2: clients reach stages of REST APIs through
 * CloudFront. HTTP APIs, mutual TLS and base paths of several levels need a `DomainName`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
 */
export class EdgeDomainName extends Construct {
  /** The underlying domain name. */
  readonly resource: ApiGatewayDomainName;
  /** E.g. `https://api.example.com`, without a slash at its end. */
  readonly url: string;

  /** @throws if AWS would refuse a prop, or the certificate isn't one of us-east-1 */
  constructor(scope: Construct, id: string, props: EdgeDomainNameProps) {
    super(scope, id);
    checkConstructProps(this, EdgeDomainName, props, EDGE_KINDS);
    checkEdgeDomainName(this, props);
    const { domainName, hostedZone, ipAddressType } = props;
    this.resource = new ApiGatewayDomainName(this, "Resource", {
      domainName,
      certificateArn: certificateOf(this, props, props.certificateProvider),
      endpointConfiguration: { types: ["EDGE"], ipAddressType },
      securityPolicy: "TLS_1_2",
    });
    if (hostedZone !== undefined) {
      const { cloudfrontDomainName: name, cloudfrontZoneId: zoneId } = this.resource;
      const target = { name, zoneId };
      aliasRecords(this, hostedZone, { name: domainName, target, ipAddressType });
    }
    this.url = `https://${domainName}`;
  }

  /**
   * Leads the requests below a path to a stage of a REST API, and returns the underlying resource.
   * @throws if the path is malformed or already mapped
   */
  addApiMapping(stage: Stage, options: ApiMappingOptions = {}): ApiGatewayBasePathMapping {
    checkKind(this, "stage of an API mapping", stage, STAGE_KIND);
    checkEdgeMapping(this, options);
    return new ApiGatewayBasePathMapping(this, mappingId(this, options), {
      apiId: stage.apiId,
      domainName: this.resource.domainName,
      stageName: stage.stageName,
      basePath: options.basePath,
    });
  }
}
