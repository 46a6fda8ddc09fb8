import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import type { IHostedZone } from "./domain-name-props";

const TTL_SECONDS = 60;

/**
 * Requests a certificate and validates it by a DNS record, which also renews it. The ARN is that of the
 * validation: API Gateway refuses a certificate that isn't issued yet.
 * @see https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
 */
export function validatedCertificate(
  scope: Construct,
  domainName: string,
  { zoneId }: IHostedZone,
): string {
  const certificate = new AcmCertificate(scope, "Certificate", {
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
    certificateArn: certificate.arn,
    validationRecordFqdns: [record.fqdn],
  }).certificateArn;
}
