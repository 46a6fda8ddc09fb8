import type { DomainNameProps } from "../../../constructs";
import {
  DomainName,
  HttpApi,
  MockIntegration,
  RestApi,
  WebSocketApi,
  WebSocketMockIntegration,
} from "../../../constructs";
import { all } from "../api-gateway/support";
import { environment, only, synth } from "../lambda/support";
import { warningsOf } from "../warnings-of";

const CERTIFICATE = "arn:aws:acm:eu-west-1:123456789012:certificate/1";
const WITH_CERTIFICATE = { domainName: "api.example.com", certificateArn: CERTIFICATE };

/** A stack with a domain name and an API of each kind. */
function domainFixture(props: DomainNameProps = WITH_CERTIFICATE, apiProps = {}) {
  const stack = environment();
  const http = new HttpApi(stack, "Http", apiProps);
  const rest = new RestApi(stack, "Rest", { stageName: "v1", ...apiProps });
  rest.root.addMethod("GET", new MockIntegration());
  const domain = new DomainName(stack, "Domain", props);
  return { stack, http, rest, domain, httpStage: http.addStage("live") };
}

test("a domain name with a given certificate has TLS 1.2 and no records", () => {
  const { stack, domain } = domainFixture();

  const json = synth(stack);

  expect(only(json, "aws_apigatewayv2_domain_name")).toEqual({
    domain_name: "api.example.com",
    domain_name_configuration: {
      certificate_arn: CERTIFICATE,
      endpoint_type: "REGIONAL",
      security_policy: "TLS_1_2",
    },
  });
  expect(json.resource).not.toHaveProperty("aws_route53_record");
  expect(domain.url).toBe("https://api.example.com");
});

test("a certificate is requested and validated in the hosted zone before it is used", () => {
  const { stack } = domainFixture({ domainName: "api.example.com", hostedZone: { zoneId: "Z1" } });

  const json = synth(stack);

  const [[certificate] = []] = all(json, "aws_acm_certificate");
  const [[validation] = []] = all(json, "aws_acm_certificate_validation");
  const records = new Map(all(json, "aws_route53_record"));
  const [record] = [...records.keys()].filter((name) => name.includes("Validation"));
  const option = `\${tolist(aws_acm_certificate.${certificate}.domain_validation_options).0`;
  expect(records.get(record ?? "")).toEqual({
    zone_id: "Z1",
    name: `${option}.resource_record_name}`,
    type: `${option}.resource_record_type}`,
    records: [`${option}.resource_record_value}`],
    ttl: 60,
    allow_overwrite: true,
  });
  expect(only(json, "aws_acm_certificate_validation")).toEqual({
    certificate_arn: `\${aws_acm_certificate.${certificate}.arn}`,
    validation_record_fqdns: [`\${aws_route53_record.${record}.fqdn}`],
  });
  expect(only(json, "aws_apigatewayv2_domain_name")).toMatchObject({
    domain_name_configuration: {
      certificate_arn: `\${aws_acm_certificate_validation.${validation}.certificate_arn}`,
    },
  });
});

test("an alias record in the hosted zone leads to the domain name", () => {
  const { stack } = domainFixture({ ...WITH_CERTIFICATE, hostedZone: { zoneId: "Z1" } });

  const json = synth(stack);

  const [[name] = []] = all(json, "aws_apigatewayv2_domain_name");
  const configuration = `\${aws_apigatewayv2_domain_name.${name}.domain_name_configuration[0]`;
  expect(only(json, "aws_route53_record")).toEqual({
    zone_id: "Z1",
    name: "api.example.com",
    type: "A",
    alias: {
      name: `${configuration}.target_domain_name}`,
      zone_id: `${configuration}.hosted_zone_id}`,
      evaluate_target_health: false,
    },
  });
});

test("a domain name for IPv6 has an AAAA record too", () => {
  const { stack } = domainFixture({
    ...WITH_CERTIFICATE,
    hostedZone: { zoneId: "Z1" },
    ipAddressType: "dualstack",
  });

  const json = synth(stack);

  const records = all(json, "aws_route53_record").map(([, record]) => record);
  const [a, aaaa] = records.sort((one, other) => (String(one.type) < String(other.type) ? -1 : 1));
  expect(aaaa).toEqual({ ...a, type: "AAAA" });
  expect(only(json, "aws_apigatewayv2_domain_name")).toHaveProperty(
    "domain_name_configuration.ip_address_type",
    "dualstack",
  );
});

test("stages of both kinds of API are mapped, after they exist, to paths of several levels", () => {
  const { stack, rest, domain, httpStage } = domainFixture();

  domain.addApiMapping(httpStage);
  domain.addApiMapping(rest.deploymentStage, { basePath: "orders/v1" });

  const mappings = all(synth(stack), "aws_apigatewayv2_api_mapping").map(([, mapping]) => mapping);
  expect(mappings).toEqual([
    {
      api_id: expect.stringMatching(/^\$\{aws_apigatewayv2_stage\.\S+\.api_id\}$/),
      domain_name: expect.stringMatching(/^\$\{aws_apigatewayv2_domain_name\.\S+\.id\}$/),
      stage: "live",
    },
    {
      api_id: expect.stringMatching(/^\$\{aws_api_gateway_stage\.\S+\.rest_api_id\}$/),
      domain_name: expect.stringMatching(/^\$\{aws_apigatewayv2_domain_name\.\S+\.id\}$/),
      stage: "v1",
      api_mapping_key: "orders/v1",
    },
  ]);
});

test("clients of mutual TLS are trusted by a version of a trust store", () => {
  const mtls = { bucket: "trust", key: "clients.pem", version: "v1" };

  const { stack } = domainFixture({ ...WITH_CERTIFICATE, mtls });

  expect(only(synth(stack), "aws_apigatewayv2_domain_name")).toHaveProperty(
    "mutual_tls_authentication",
    { truststore_uri: "s3://trust/clients.pem", truststore_version: "v1" },
  );
});

test.each([
  [{}, [expect.stringMatching(/^dev\/Domain: the stage live is also reached without a client/)]],
  [{ disableExecuteApiEndpoint: true }, []],
])("with mutual TLS, an API with %j has the warnings %j", (apiProps, warnings) => {
  const mtls = { bucket: "trust", key: "clients.pem" };
  const { domain, httpStage } = domainFixture({ ...WITH_CERTIFICATE, mtls }, apiProps);

  domain.addApiMapping(httpStage);

  expect(warningsOf(domain)).toEqual(warnings);
});

test.each<[Partial<DomainNameProps>, string]>([
  [{ certificateArn: undefined }, "dev/Domain: certificateArn is missing; allowed: the ARN of an"],
  [{ certificateArn: "arn:aws:iam::1:server-certificate/x" }, "allowed: the ARN of a certificate"],
  [
    { certificateArn: CERTIFICATE.replace("eu-west-1", "us-east-1") },
    "allowed: an ARN of the stack's region, eu-west-1",
  ],
  [{ domainName: "https://api.example.com" }, 'domainName is "https://api.example.com"; allowed'],
  [{ domainName: "API.example.com" }, "allowed: a name in lower case"],
  [{ ipAddressType: "ipv6" as "ipv4" }, 'ipAddressType is "ipv6"; allowed: ipv4, dualstack'],
  [{ mtls: { bucket: "b" } as never }, "mtls.key is missing"],
])("the props %j are refused", (props, message) => {
  expect(() => domainFixture({ ...WITH_CERTIFICATE, ...props })).toThrow(message);
});

test.each(["/orders", "orders/", "a//b", "a b", "ä"])("the base path %j is refused", (basePath) => {
  const { domain, httpStage } = domainFixture();

  expect(() => domain.addApiMapping(httpStage, { basePath })).toThrow(
    `dev/Domain: basePath is ${JSON.stringify(basePath)}; allowed: letters, digits`,
  );
});

test("a path is mapped once", () => {
  const { domain, rest, httpStage } = domainFixture();
  domain.addApiMapping(httpStage);

  expect(() => domain.addApiMapping(rest.deploymentStage)).toThrow(
    'dev/Domain: basePath is "(none)"; allowed: one mapping of each path',
  );
});

/** A WebSocket API's stage beside the others. */
function webSocketFixture(props?: DomainNameProps) {
  const made = domainFixture(props);
  const api = new WebSocketApi(made.stack, "Chat", {
    stageName: "v1",
    defaultRouteOptions: { integration: new WebSocketMockIntegration() },
  });
  return { ...made, webSocketStage: api.deploymentStage };
}

test("a domain name leads to WebSocket APIs, at one level", () => {
  const { stack, domain, webSocketStage } = webSocketFixture();
  domain.addApiMapping(webSocketStage, { basePath: "chat" });

  const json = synth(stack);
  const [stage] = Object.keys(json.resource.aws_apigatewayv2_stage ?? {}).filter((name) =>
    name.startsWith("Chat"),
  );
  expect(only(json, "aws_apigatewayv2_api_mapping")).toMatchObject({
    api_id: `\${aws_apigatewayv2_stage.${stage}.api_id}`,
    api_mapping_key: "chat",
    stage: "v1",
  });
});

test("a domain name for WebSocket APIs and other APIs is refused, in either order", () => {
  const first = webSocketFixture();
  const second = webSocketFixture();
  first.domain.addApiMapping(first.httpStage);
  second.domain.addApiMapping(second.webSocketStage);

  expect(() => first.domain.addApiMapping(first.webSocketStage, { basePath: "chat" })).toThrow(
    'stage of an API mapping is "v1 of a WebSocket API"; allowed: stages as of the first mapping, of an HTTP API',
  );
  expect(() => second.domain.addApiMapping(second.rest.deploymentStage)).toThrow(
    'stage of an API mapping is "v1 of a REST API"; allowed: stages as of the first mapping, of a WebSocket API',
  );
});

test("several levels and client certificates are refused for WebSocket APIs", () => {
  const open = webSocketFixture();
  const mtls = { bucket: "trust", key: "truststore.pem" };
  const mutual = webSocketFixture({ ...WITH_CERTIFICATE, mtls });

  expect(() => open.domain.addApiMapping(open.webSocketStage, { basePath: "a/b" })).toThrow(
    'basePath is "a/b"; allowed: one level, for a WebSocket API. Remove the slash.',
  );
  expect(() => mutual.domain.addApiMapping(mutual.webSocketStage)).toThrow(
    "because the domain name has mtls",
  );
});
