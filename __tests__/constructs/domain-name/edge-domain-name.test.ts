import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { EdgeDomainNameProps, Stage } from "../../../constructs";
import { EdgeDomainName, HttpApi, MockIntegration, RestApi } from "../../../constructs";
import { all } from "../api-gateway/support";
import { environment, only, synth } from "../lambda/support";

const CERTIFICATE = "arn:aws:acm:us-east-1:123456789012:certificate/1";
const WITH_CERTIFICATE = { domainName: "api.example.com", certificateArn: CERTIFICATE };
const IN_ZONE = { domainName: "api.example.com", hostedZone: { zoneId: "Z1" } };

/** A stack in another region than us-east-1, with a REST API and an edge-optimized domain name. */
function edgeFixture(props: EdgeDomainNameProps = WITH_CERTIFICATE) {
  const stack = environment();
  const rest = new RestApi(stack, "Rest", { stageName: "v1" });
  rest.root.addMethod("GET", new MockIntegration());
  return { stack, rest, domain: new EdgeDomainName(stack, "Domain", props) };
}

test("an edge-optimized domain name has TLS 1.2 and a certificate of us-east-1", () => {
  const { stack, domain } = edgeFixture({ ...WITH_CERTIFICATE, ipAddressType: "dualstack" });

  const json = synth(stack);

  expect(only(json, "aws_api_gateway_domain_name")).toEqual({
    domain_name: "api.example.com",
    certificate_arn: CERTIFICATE,
    endpoint_configuration: { types: ["EDGE"], ip_address_type: "dualstack" },
    security_policy: "TLS_1_2",
  });
  expect(json.resource).not.toHaveProperty("aws_route53_record");
  expect(domain.url).toBe("https://api.example.com");
});

test("records of both kinds lead to its CloudFront distribution", () => {
  const { stack } = edgeFixture({
    ...WITH_CERTIFICATE,
    ...IN_ZONE,
    ipAddressType: "dualstack",
  });

  const json = synth(stack);

  const [[name] = []] = all(json, "aws_api_gateway_domain_name");
  const records = all(json, "aws_route53_record").map(([, record]) => record);
  expect(records.map(({ type }) => type).sort()).toEqual(["A", "AAAA"]);
  expect(new Set(records.map(({ alias }) => JSON.stringify(alias)))).toEqual(
    new Set([
      JSON.stringify({
        evaluate_target_health: false,
        name: `\${aws_api_gateway_domain_name.${name}.cloudfront_domain_name}`,
        zone_id: `\${aws_api_gateway_domain_name.${name}.cloudfront_zone_id}`,
      }),
    ]),
  );
});

test("its certificate is requested and validated in us-east-1, by the provider for that region", () => {
  const stack = environment();
  const certificateProvider = new AwsProvider(stack, "edge", {
    alias: "edge",
    region: "us-east-1",
  });

  new EdgeDomainName(stack, "Domain", { ...IN_ZONE, certificateProvider });

  const json = synth(stack);
  expect(only(json, "aws_acm_certificate")).toHaveProperty("provider", "aws.edge");
  expect(only(json, "aws_acm_certificate_validation")).toHaveProperty("provider", "aws.edge");
  expect(only(json, "aws_api_gateway_domain_name")).not.toHaveProperty("provider");
  const [[validation] = []] = all(json, "aws_acm_certificate_validation");
  expect(only(json, "aws_api_gateway_domain_name").certificate_arn).toBe(
    `\${aws_acm_certificate_validation.${validation}.certificate_arn}`,
  );
});

test("stages of REST APIs are mapped to paths of one level, after they exist", () => {
  const { stack, rest, domain } = edgeFixture();

  domain.addApiMapping(rest.deploymentStage);
  domain.addApiMapping(rest.addStage("v2"), { basePath: "next" });

  const mappings = all(synth(stack), "aws_api_gateway_base_path_mapping");
  expect(mappings.map(([, mapping]) => mapping)).toEqual([
    {
      api_id: expect.stringMatching(/^\$\{aws_api_gateway_stage\.\S+\.rest_api_id\}$/),
      domain_name: expect.stringMatching(/^\$\{aws_api_gateway_domain_name\.\S+\.domain_name\}$/),
      stage_name: "v1",
    },
    expect.objectContaining({ stage_name: "v2", base_path: "next" }),
  ]);
});

test("the stage of an HTTP API, a path of two levels and a second mapping of a path are refused", () => {
  const { stack, rest, domain } = edgeFixture();
  const { deploymentStage: stage } = rest;
  const http = new HttpApi(stack, "Http").addStage("live") as unknown as Stage;
  domain.addApiMapping(stage);

  expect(() => domain.addApiMapping(http)).toThrow("allowed: a stage of a REST API");
  expect(() => domain.addApiMapping(stage, { basePath: "a/b" })).toThrow(
    'dev/Domain: basePath is "a/b"; allowed: one level, for an edge-optimized domain name. Use a',
  );
  expect(() => domain.addApiMapping(stage)).toThrow("allowed: one mapping of each path");
});

test.each<[string, EdgeDomainNameProps, string]>([
  [
    "a certificate of another region",
    { ...WITH_CERTIFICATE, certificateArn: CERTIFICATE.replace("us-east-1", "eu-west-1") },
    "allowed: the ARN of a certificate in us-east-1",
  ],
  [
    "no certificate in a stack of another region",
    IN_ZONE,
    "dev/Domain: certificateProvider is missing; allowed: an AwsProvider for us-east-1",
  ],
])("%s is refused", (_, props, message) => {
  expect(() => edgeFixture(props)).toThrow(message);
});

test("a certificate provider for another region is refused", () => {
  const stack = environment();
  const certificateProvider = new AwsProvider(stack, "o", { alias: "o", region: "eu-north-1" });

  expect(() => new EdgeDomainName(stack, "Domain", { ...IN_ZONE, certificateProvider })).toThrow(
    'region of certificateProvider is "eu-north-1"; allowed: an AwsProvider for us-east-1',
  );
});

test("neither a certificate nor a zone to validate one is refused", () => {
  const stack = environment();
  const certificateProvider = new AwsProvider(stack, "e", { alias: "e", region: "us-east-1" });
  const props = { domainName: "api.example.com", certificateProvider };

  expect(() => new EdgeDomainName(stack, "Domain", props)).toThrow(
    "certificateArn is missing; allowed: the ARN of an issued certificate, or a hostedZone",
  );
});
