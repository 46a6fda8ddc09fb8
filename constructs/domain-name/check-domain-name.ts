import type { Construct } from "constructs";
import { checkLength, checkPattern } from "../core/checks";
import type { Kinds } from "../core/props";
import { checkProps, object, objectWith, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import type { ApiMappingOptions, DomainNameProps, MTLSConfig } from "./domain-name-props";

const KINDS: Kinds<DomainNameProps> = {
  domainName: required(string),
  certificateArn: string,
  hostedZone: objectWith("a hosted zone, e.g. a DataAwsRoute53Zone", "zoneId"),
  mtls: object,
};

const MTLS_KINDS: Kinds<MTLSConfig> = {
  bucket: required(string),
  key: required(string),
  version: string,
};

const MAPPING_KINDS: Kinds<ApiMappingOptions> = { basePath: string };

/** @throws if AWS would refuse a prop, or there is neither a certificate nor a zone to validate one */
export function checkDomainName(scope: Construct, props: DomainNameProps): void {
  checkProps(scope, props, KINDS);
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
  if (props.certificateArn === undefined && props.hostedZone === undefined) {
    refuse(scope, {
      what: "certificateArn",
      value: undefined,
      allowed: "the ARN of an issued certificate, or a hostedZone in which one is validated",
      fix: "Set one of the two.",
    });
  }
  if (props.mtls !== undefined) {
    checkProps(scope, props.mtls, MTLS_KINDS, (prop) => `mtls.${prop}`);
  }
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
