import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { Construct } from "constructs";
import { refuse } from "../core/refusal";
import type { CommonDomainNameProps } from "./domain-name-props";

const TTL_SECONDS = 60;

/**
 * ARN of the certificate of a domain name.
 * @param provider of the region of the certificate, if it isn't the stack's
 * @throws if there is neither a certificate nor a zone to validate one
 */
export function certificateOf(
  scope: Construct,
  { domainName, certificateArn, hostedZone }: CommonDomainNameProps,
  provider?: AwsProvider,
): string {
  if (certificateArn !== undefined) {
    return certificateArn;
  }
  if (hostedZone === undefined) {
    return refuse(scope, {
      what: "certificateArn",
      value: undefined,
      allowed: "the ARN of an issued certificate, or a hostedZone in which one is validated",
      fix: "Set one of the two.",
    });
  }
  return validatedCertificate(scope, { domainName, hostedZone, provider });
}

interface ValidatedCertificate extends Required<Pick<CommonDomainNameProps, "hostedZone">> {
  readonly domainName: string;
  readonly provider: AwsProvider | undefined;
}

/**
 * Requests a certificate and validates it by a DNS record, which also renews it. The ARN is that of the
 * validation: API Gateway refuses a certificate that isn't issued yet.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
function validatedCertificate(
  scope: Construct,
  { domainName, hostedZone: { zoneId }, provider }: ValidatedCertificate,
): string {
  const certificate = new AcmCertificate(scope, "Certificate", {
    provider,
    domainName,
    validationMethod: "DNS",
    lifecycle: { createBeforeDestroy: true },
  });
  const option = certificate.domainValidationOptions.get(0);
  const record = new Route53Record(scope, "ValidationRecord", {
    zoneId,
    name: option.resourceRecordName,
    type: option.resourceRecordType,
    records: [option.resourceRecordValue],
    ttl: TTL_SECONDS,
    // All certificates of one name in an account have the same record.
    allowOverwrite: true,
  });
  return new AcmCertificateValidation(scope, "CertificateValidation", {
    provider,
    certificateArn: certificate.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}
