import { withServer } from "../../../support/loopback-server";
import { problemsOf } from "../support/problems";
import { gatewayOf, integrationOf, mock, responseTo, text, type TestApi } from "./support/serve";

const resources = {
  "aws_api_gateway_vpc_link.link": { id: "link1", name: "link" },
};
const address = "aws_api_gateway_vpc_link.link";

function apiOf(type: string, connectionId = "link1"): TestApi {
  const integration = {
    type,
    httpMethod: "GET",
    uri: "http://pets.internal:8080/v2/{id}?own=1",
    connectionType: "VPC_LINK",
    connectionId,
    requestParameters: { "integration.request.path.id": "method.request.path.id" },
    responses: { default: { statusCode: "200" } },
  };
  return { paths: { "/pets/{id}": { get: integrationOf(integration) } }, resources };
}

/** The response that a target gives, which is what it got. */
function throughTarget(test: TestApi) {
  return withServer(
    ({ url, headers }, response) => response.end(`${url} ${headers.host}`),
    (url) => responseTo({ ...test, targets: { [address]: url } }, { path: "/pets/7" }),
  );
}

test.each(["http", "http_proxy"])(
  "an integration of type %s sends the path of its URI to the target, and its host as Host",
  async (type) => {
    const got = await throughTarget(apiOf(type));

    expect([got.status, text(got)]).toEqual([200, "/v2/7?own=1 pets.internal:8080"]);
  },
);

test("a stage variable can hold the ID of the VPC link", async () => {
  const stage = { variables: { link: "link1" } };

  const got = await throughTarget({ ...apiOf("http", "${stageVariables.link}"), stage });

  expect(got.status).toBe(200);
});

test("an integration without a target gets 501, and the reason names the VPC link", async () => {
  const got = await responseTo(apiOf("http_proxy"), { path: "/pets/7" });

  expect([got.status, text(got)]).toEqual([
    501,
    expect.stringContaining(`--target ${address}=URL`),
  ]);
});

test("a VPC link for another type of integration is refused", () => {
  const get = mock("", { connectionType: "VPC_LINK", connectionId: "link1" });

  const [problem = ""] = problemsOf(gatewayOf({ paths: { "/a": { get } }, resources }));

  expect(problem).toContain('connection_type is "VPC_LINK"');
});

test("the table of routes marks an integration without a target", () => {
  const [route] = gatewayOf(apiOf("http")).routes;

  expect(route?.unservable).toContain("--target");
});

test("an integration with a load balancer of the stack calls the balancer's target", async () => {
  const balancer = "aws_lb.web";
  const get = integrationOf({
    type: "http_proxy",
    httpMethod: "GET",
    uri: "http://web.elb.example/v1",
    responses: { default: { statusCode: "200" } },
  });
  const test = {
    paths: { "/pets": { get } },
    resources: { [balancer]: { dns_name: "web.elb.example" } },
  };

  const got = await withServer(
    ({ url }, response) => response.end(url),
    (url) => responseTo({ ...test, targets: { [balancer]: url } }, { path: "/pets" }),
  );
  const untargeted = await responseTo(test, { path: "/pets" });

  expect([got.status, text(got)]).toEqual([200, "/v1"]);
  expect([untargeted.status, text(untargeted)]).toEqual([
    501,
    expect.stringContaining(`--target ${balancer}=URL`),
  ]);
});
