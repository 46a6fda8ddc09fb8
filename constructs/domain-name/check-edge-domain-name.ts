import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { object } from "../core/props";
import { refuse } from "../core/refusal";
import { checkCommonProps, checkMapping, COMMON_KINDS } from "./check-domain-name";
import type { ApiMappingOptions, EdgeDomainNameProps } from "./domain-name-props";

/** CloudFront uses certificates of this region only. */
const CERTIFICATE_REGION = "us-east-1";

/** The types of the props of `EdgeDomainName`. */
export const EDGE_KINDS: Kinds<EdgeDomainNameProps> = {
  ...COMMON_KINDS,
  certificateProvider: object,
};

/** @throws if AWS would refuse a prop, or the certificate would be requested in another region */
export function checkEdgeDomainName(scope: Construct, props: EdgeDomainNameProps): void {
  checkCommonProps(scope, props);
  checkPattern(scope, "certificateArn", props.certificateArn, {
    pattern: new RegExp(`:acm:${CERTIFICATE_REGION}:`),
    allowed: `the ARN of a certificate in ${CERTIFICATE_REGION}, where CloudFront reads it`,
    fix: "Request or import the certificate there, or use a DomainName, which is regional.",
  });
  if (props.certificateArn === undefined) {
    checkRegion(scope, props.certificateProvider);
  }
}

function checkRegion(scope: Construct, provider: AwsProvider | undefined): void {
  const region = (provider ?? providerOf(scope))?.regionInput;
  if (region === CERTIFICATE_REGION) {
    return;
  }
  refuse(scope, {
    what: provider === undefined ? "certificateProvider" : "region of certificateProvider",
    value: provider === undefined ? undefined : region,
    allowed: `an AwsProvider for ${CERTIFICATE_REGION}, where CloudFront reads the certificate`,
    fix: `Pass new AwsProvider(this, "us-east-1", { alias: "us-east-1", region: "${CERTIFICATE_REGION}" }), or a certificateArn.`,
  });
}

/** The provider of the stack's resources, which is the one without an alias. */
function providerOf(scope: Construct): AwsProvider | undefined {
  return TerraformStack.of(scope)
    .node.findAll()
    .filter((construct) => construct instanceof AwsProvider)
    .find(({ alias }) => alias === undefined);
}

/** @throws if the path has several levels, which only regional domain names have */
export function checkEdgeMapping(scope: Construct, options: ApiMappingOptions): void {
  checkMapping(scope, options);
  checkPattern(scope, "basePath", options.basePath, {
    pattern: /^[^/]+$/,
    allowed: "one level, for an edge-optimized domain name",
    fix: "Use a DomainName for paths of several levels.",
  });
}
