import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import type { IHostedZone, IpAddressType } from "./domain-name-props";

/** What a domain name leads to. */
export interface AliasTarget {
  readonly name: string;
  readonly zoneId: string;
}

/** Leads the name to API Gateway: by an A record, and an AAAA record if the domain name has IPv6. */
export function aliasRecords(
  scope: Construct,
  hostedZone: IHostedZone,
  records: {
    readonly name: string;
    readonly target: AliasTarget;
    readonly ipAddressType: IpAddressType | undefined;
  },
): void {
  const { name, target, ipAddressType } = records;
  const add = (id: string, type: string) =>
    new Route53Record(scope, id, {
      zoneId: hostedZone.zoneId,
      name,
      type,
      alias: { ...target, evaluateTargetHealth: false },
    });
  add("AliasRecord", "A");
  if (ipAddressType === "dualstack") {
    add("AliasRecordIpv6", "AAAA");
  }
}
