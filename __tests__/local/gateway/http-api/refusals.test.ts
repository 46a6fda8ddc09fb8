import { gatewayOf, overHttp } from "./support/http-api";
import { problemsOf } from "../support/problems";

test.each([
  [{ route: { authorization_type: "OAUTH" } }, 'route.route: authorization_type is "OAUTH"'],
  [
    { route: { authorization_type: "JWT" } },
    "route.route: authorizer_id is missing. With authorization_type JWT, use the id of an authorizer of this API with authorizer_type JWT.",
  ],
  [{ route: { target: "integrations/none" } }, 'route.route: target is "integrations/none"'],
  [{ route: { target: "" } }, "route.route: target is missing. Use integrations/ID"],
  [{ routeKey: "/pets" }, 'route.route: route_key is "/pets"'],
  [{ routeKey: "GET /{a+}/b" }, "route.route: route_key is"],
  [
    { api: { protocol_type: "MQTT" } },
    'api.api: protocol_type is "MQTT". The local runner serves only HTTP, WEBSOCKET.',
  ],
  [{ api: { body: "{}" } }, 'api.api.body: openapi is "". AWS rejects the import'],
  [
    { integration: { payload_format_version: "3.0" } },
    'integration.integration: payload_format_version is "3.0"',
  ],
  [
    { integration: { integration_uri: "arn:aws:sqs:eu-west-1:123456789012:queue" } },
    "integration.integration: integration_uri is",
  ],
  [overHttp({}, "ftp://x"), 'integration.integration: integration_uri is "ftp://x"'],
])(
  "what the runner would serve differently from AWS is refused, with its address: %j",
  (test, message) => {
    expect(problemsOf(gatewayOf(test)).join("\n")).toContain(`aws_apigatewayv2_${message}`);
  },
);
