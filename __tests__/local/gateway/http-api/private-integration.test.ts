import type { IncomingMessage } from "node:http";
import type { PlainResources } from "../../lambda/support/plain-stack";
import { withServer } from "../../../support/loopback-server";
import { problemsOf } from "../support/problems";
import { text } from "../support/response";
import { gatewayOf, responseTo, type TestApi } from "./support/http-api";

const LISTENER = "${aws_lb_listener.web.arn}";
const SERVICE = "${aws_service_discovery_service.pets.arn}";

const RESOURCES: PlainResources = {
  "aws_lb_listener.web": { port: 80 },
  "aws_service_discovery_service.pets": { name: "pets" },
  "aws_apigatewayv2_vpc_link.link": { name: "link" },
};

type Block = PlainResources[string];

function apiOf(more: Block = {}): TestApi {
  return {
    routeKey: "ANY /pets/{id}",
    resources: RESOURCES,
    integration: {
      integration_type: "HTTP_PROXY",
      integration_method: "ANY",
      integration_uri: LISTENER,
      connection_type: "VPC_LINK",
      connection_id: "${aws_apigatewayv2_vpc_link.link.id}",
      payload_format_version: "1.0",
      ...more,
    },
  };
}

/** The request line that a target gets, and the response to the client. */
async function called(test: TestApi, address: string, path: string) {
  const lines: string[] = [];
  const note = ({ method, url }: IncomingMessage) => lines.push(`${method} ${url}`);
  const got = await withServer(
    (request, response) => {
      note(request);
      response.end("ok");
    },
    (url) => responseTo({ ...test, targets: { [address]: url } }, { path }),
  );
  return { got, lines };
}

test.each([
  ["aws_lb_listener.web", LISTENER],
  ["aws_service_discovery_service.pets", SERVICE],
  ["aws_apigatewayv2_vpc_link.link", LISTENER],
])("requests go to the target of %s, with path and query", async (address, uri) => {
  const { got, lines } = await called(apiOf({ integration_uri: uri }), address, "/pets/7?a=b%20c");

  expect([got.status, text(got)]).toEqual([200, "ok"]);
  expect(lines).toEqual(["GET /pets/7?a=b%20c"]);
});

test("the backend gets the stage in the path, unless a mapping overwrites it", async () => {
  const stage = { name: "v1" };
  const overwrite = { request_parameters: { "overwrite:path": "$request.path" } };
  const address = "aws_lb_listener.web";

  const plain = await called({ ...apiOf(), stage }, address, "/v1/pets/7");
  const mapped = await called({ ...apiOf(overwrite), stage }, address, "/v1/pets/7");

  expect([plain.lines, mapped.lines]).toEqual([["GET /v1/pets/7"], ["GET /pets/7"]]);
});

test("an integration without a target gets 501, and the reason names the address", async () => {
  const got = await responseTo(apiOf(), { path: "/pets/7" });

  expect(got.status).toBe(501);
  expect(text(got)).toContain("--target aws_lb_listener.web=URL");
});

test("a VPC link that doesn't lead to a listener or a service is refused", () => {
  const [problem = ""] = problemsOf(gatewayOf(apiOf({ integration_uri: "https://example.com" })));

  expect(problem).toContain(
    'aws_apigatewayv2_integration.integration: integration_uri is "https://example.com". Use the ARN',
  );
});

test.each([
  ["without a target", {}, expect.stringContaining("--target aws_lb_listener.web=URL")],
  ["with a target", { "aws_lb_listener.web": "http://127.0.0.1:9" }, undefined],
])("the table of routes shows whether an integration is served: %s", (_, targets, reason) => {
  const [route] = gatewayOf({ ...apiOf(), targets }).routes;

  expect(route?.unservable).toEqual(reason);
});

describe("an integration with a load balancer of the stack", () => {
  const balanced: TestApi = {
    routeKey: "ANY /pets/{id}",
    resources: { "aws_lb.web": { name: "web" } },
    integration: {
      integration_type: "HTTP_PROXY",
      integration_method: "ANY",
      integration_uri: "http://${aws_lb.web.dns_name}:8080/v1/{id}",
    },
  };

  test("calls the target of the load balancer", async () => {
    const { got, lines } = await called(balanced, "aws_lb.web", "/pets/7?a=b");

    expect([got.status, lines]).toEqual([200, ["GET /v1/7?a=b"]]);
  });

  test("without a target gets 501 instead of leaving the machine", async () => {
    const [route] = gatewayOf(balanced).routes;

    const got = await responseTo(balanced, { path: "/pets/7" });

    expect(got.status).toBe(501);
    expect(text(got)).toContain("--target aws_lb.web=URL");
    expect(route?.unservable).toContain("--target aws_lb.web=URL");
  });
});
