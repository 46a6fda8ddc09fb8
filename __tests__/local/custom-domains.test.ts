import { customDomains } from "../../local/server/custom-domains";
import { resolved } from "./terraform/support";

test("the custom domains of both kinds of API are known, and one that only AWS knows causes a warning", () => {
  const stack = resolved({
    variable: { domain: { default: "api.example.com" } },
    data: { aws_route53_zone: { zone: { zone_id: "Z1" } } },
    resource: {
      aws_apigatewayv2_domain_name: {
        http: { domain_name: "${var.domain}" },
        unknown: { domain_name: "api.${data.aws_route53_zone.zone.name}" },
      },
      aws_api_gateway_domain_name: { rest: { domain_name: "rest.example.com" } },
    },
  });

  expect(customDomains(stack)).toEqual({
    names: ["api.example.com", "rest.example.com"],
    warnings: [
      "aws_apigatewayv2_domain_name.unknown: domain_name is unknown here, so requests for it are refused. Pass it with --allow-host.",
    ],
  });
});
