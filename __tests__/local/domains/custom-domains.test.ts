import { customDomains } from "../../../local/domains/custom-domains";
import { resolved } from "../terraform/support";

test("domains of both kinds are read with their mappings, and an unknown name causes a warning", () => {
  const stack = resolved({
    variable: { domain: { default: "API.example.com" } },
    data: { aws_route53_zone: { zone: { zone_id: "Z1" } } },
    resource: {
      aws_apigatewayv2_domain_name: {
        http: {
          domain_name: "${var.domain}",
          mutual_tls_authentication: [{ truststore_uri: "s3://bucket/ca.pem" }],
        },
        unknown: { domain_name: "api.${data.aws_route53_zone.zone.name}" },
      },
      aws_apigatewayv2_api_mapping: {
        orders: {
          domain_name: "${aws_apigatewayv2_domain_name.http.id}",
          api_id: "api1",
          stage: "v1",
          api_mapping_key: "orders/v1",
        },
      },
      aws_api_gateway_domain_name: { rest: { domain_name: "rest.example.com" } },
      aws_api_gateway_base_path_mapping: {
        all: {
          domain_name: "${aws_api_gateway_domain_name.rest.domain_name}",
          api_id: "api2",
          base_path: "(none)",
        },
      },
    },
  });

  expect(customDomains(stack)).toEqual({
    domains: [
      {
        address: "aws_apigatewayv2_domain_name.http",
        name: "api.example.com",
        hasMutualTls: true,
        mappings: [
          expect.objectContaining({
            address: "aws_apigatewayv2_api_mapping.orders",
            key: "orders/v1",
            apiId: "api1",
            stage: "v1",
          }),
        ],
      },
      {
        address: "aws_api_gateway_domain_name.rest",
        name: "rest.example.com",
        hasMutualTls: false,
        mappings: [expect.objectContaining({ key: "", apiId: "api2", stage: undefined })],
      },
    ],
    warnings: [
      "aws_apigatewayv2_domain_name.unknown: domain_name is unknown here, so requests for it are refused. Pass it with --allow-host.",
    ],
  });
});
