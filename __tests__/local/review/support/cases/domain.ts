import type { PlainResources } from "../../../lambda/support/plain-stack";
import { web } from "./builders";
import type { RuleCase } from "./rule-case";

/** @param mappings each a path and a stage: `v1 $default` */
function domain(attributes: PlainResources[string], ...mappings: string[]): PlainResources {
  const mapped = mappings.map((mapping, at): [string, PlainResources[string]] => {
    const [api_mapping_key = "", stage = "$default"] = mapping.split(" ");
    const domain_name = "${aws_apigatewayv2_domain_name.d.id}";
    const api_id = "${aws_apigatewayv2_api.Web.id}";
    return [`aws_apigatewayv2_api_mapping.m${at}`, { domain_name, api_id, stage, api_mapping_key }];
  });
  return {
    ...web(),
    "aws_apigatewayv2_domain_name.d": { domain_name: "api.example.com", ...attributes },
    ...Object.fromEntries(mapped),
  };
}

const TRUSTSTORE = { mutual_tls_authentication: { truststore_uri: "s3://b/k" } };

export const domainCases: readonly RuleCase[] = [
  {
    rule: "domain-removed",
    before: domain({}),
    after: web(),
    text: "The custom domain name is removed.",
  },
  {
    rule: "domain-path-removed",
    before: domain({}, "v1", "v2"),
    after: domain({}, "v1"),
    text: "Its path /v2 leads to no API any more.",
  },
  {
    rule: "domain-path-changed",
    before: domain({}, "v1 a"),
    after: domain({}, "v1 b"),
    text: "Its path /v1 leads to another API or stage.",
    allowed: [domain({}, "v1 a"), domain({}, "v1 a", "v2 b")],
  },
  {
    rule: "mutual-tls-added",
    before: domain({}),
    after: domain(TRUSTSTORE),
    text: "Clients need a certificate now.",
  },
  {
    rule: "mutual-tls-removed",
    before: domain(TRUSTSTORE),
    after: domain({}),
    text: "Clients need no certificate now.",
  },
];
