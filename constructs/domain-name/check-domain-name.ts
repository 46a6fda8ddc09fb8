import type { Construct } from "constructs";
import { checkArnRegion } from "../core/arn-region";
import { checkChoice, checkLength, checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, object, objectWith, required, string } from "../core/props";
import type {
  ApiMappingOptions,
  CommonDomainNameProps,
  DomainNameProps,
  MTLSConfig,
} from "./domain-name-props";

export const COMMON_KINDS: Kinds<CommonDomainNameProps> = {
  domainName: required(string),
  certificateArn: string,
  hostedZone: objectWith("a hosted zone, e.g. a DataAwsRoute53Zone", "zoneId"),
  ipAddressType: string,
};

/** The types of the props of `DomainName`. */
export const DOMAIN_NAME_KINDS: Kinds<DomainNameProps> = { ...COMMON_KINDS, mtls: object };

const MTLS_KINDS: Kinds<MTLSConfig> = {
  bucket: required(string),
  key: required(string),
  version: string,
};

const MAPPING_KINDS: Kinds<ApiMappingOptions> = { basePath: string };

/** @throws if AWS would refuse a prop */
export function checkDomainName(scope: Construct, props: DomainNameProps): void {
  checkCommonProps(scope, props);
  checkArnRegion(scope, "certificateArn", props.certificateArn);
  if (props.mtls !== undefined) {
    checkProps(scope, props.mtls, MTLS_KINDS, (prop) => `mtls.${prop}`);
  }
}

/** Checks the props that regional and edge-optimized domain names share. */
export function checkCommonProps(scope: Construct, props: CommonDomainNameProps): void {
  checkPattern(scope, "domainName", props.domainName, {
    pattern: /^(\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/,
    allowed: 'a name in lower case, e.g. "api.example.com" or "*.example.com"',
    fix: "Write the name only, without a scheme or a path.",
  });
  checkPattern(scope, "certificateArn", props.certificateArn, {
    pattern: /^arn:[^:]+:acm:[^:]+:\d+:certificate\/.+$/,
    allowed: "the ARN of a certificate of AWS Certificate Manager",
    fix: "Import the certificate into AWS Certificate Manager, or leave it out and set hostedZone.",
  });
  checkChoice(scope, "ipAddressType", props.ipAddressType, ["ipv4", "dualstack"]);
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html */
export function checkMapping(scope: Construct, options: ApiMappingOptions): void {
  checkProps(scope, options, MAPPING_KINDS);
  checkLength(scope, "basePath", options.basePath, { min: 1, max: 300 });
  checkPattern(scope, "basePath", options.basePath, {
    pattern: /^[A-Za-z0-9$_.+!*'()-]+(\/[A-Za-z0-9$_.+!*'()-]+)*$/,
    allowed: "letters, digits and $-_.+!*'(), with slashes between the levels",
    fix: "Write it without a slash at either end; leave it out for the root.",
  });
}
