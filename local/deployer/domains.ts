import type { DeployedResource, Right, RightsOf } from "./right";
import { arn } from "./right";

const DESCRIBE_CERTIFICATE = "acm:DescribeCertificate";

/**
 * The certificates and records of custom domain names.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_awscertificatemanager.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonroute53.html
 */
export const domainRights: Readonly<Record<string, RightsOf>> = {
  aws_acm_certificate: (resource) => [
    onCertificates(resource, [
      "acm:AddTagsToCertificate",
      "acm:DeleteCertificate",
      DESCRIBE_CERTIFICATE,
      "acm:ListTagsForCertificate",
      "acm:RemoveTagsFromCertificate",
    ]),
    // A new certificate has no ARN yet.
    { actions: ["acm:RequestCertificate"], resources: ["*"] },
  ],
  aws_acm_certificate_validation: (resource) => [onCertificates(resource, [DESCRIBE_CERTIFICATE])],
  aws_route53_record: ({ block, nameIn, partition }) => [
    {
      actions: [
        "route53:ChangeResourceRecordSets",
        "route53:GetChange",
        "route53:GetHostedZone",
        "route53:ListResourceRecordSets",
      ],
      // Only GetChange acts on changes.
      resources: [`hostedzone/${nameIn(block["zone_id"])}`, "change/*"].map(
        (path) => `arn:${partition}:route53:::${path}`,
      ),
    },
  ],
};

/** AWS assigns the ids of certificates. */
function onCertificates(resource: DeployedResource, actions: readonly string[]): Right {
  return { actions, resources: [arn(resource, "acm", "certificate/*")] };
}
