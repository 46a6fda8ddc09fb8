import { accessText, describeStack } from "../../../local/review/describe";
import type { PlainResources } from "../lambda/support/plain-stack";
import { findings, reviewed } from "./support/reviewed";
import { httpApi, type HttpRoute, side } from "./support/sides";

const TWO_WAY: PlainResources = {
  "aws_apigatewayv2_route_response.r": {
    api_id: "${aws_apigatewayv2_api.Web.id}",
    route_id: "${aws_apigatewayv2_route.r1.id}",
    route_response_key: "$default",
  },
};
const GUARDED = { $connect: { route: { authorization_type: "AWS_IAM" } }, sendMessage: {} };
const OPEN = { $connect: {}, sendMessage: {} };

function chat(routes: Readonly<Record<string, HttpRoute>>, more: PlainResources = {}) {
  return { ...httpApi(routes, { api: { protocol_type: "WEBSOCKET" } }), ...more };
}

test("each route of a WebSocket API has the access of its connections", () => {
  const { apis, unread } = describeStack(side(chat(GUARDED)));

  const [api] = apis;
  expect(api?.kind).toBe("WebSocket API");
  expect(api?.routes.map(({ key, target, access }) => [key, target, accessText(access)])).toEqual([
    ["$connect", "Pets", "IAM"],
    ["sendMessage", "Pets", "IAM"],
  ]);
  expect(unread).toEqual([]);
});

test("an integration that the runner can't serve is described too", () => {
  const integration = { integration_type: "MOCK", integration_uri: null };

  const { apis } = describeStack(side(chat({ $default: { integration } })));

  expect(apis[0]?.routes).toEqual([expect.objectContaining({ integrationType: "MOCK" })]);
});

test("connections that lose their authorizer are public", async () => {
  const found = await findings(chat(GUARDED), chat(OPEN));

  const texts = found.map(({ subject, text }) => `${subject}: ${text}`);
  expect(texts).toEqual([
    expect.stringMatching(/\$connect.*: Anybody can call it now\.$/),
    expect.stringMatching(/sendMessage.*: Anybody can call it now\.$/),
  ]);
});

test("the messages of a removed route go to $default, or nowhere", async () => {
  const withDefault = { ...OPEN, $default: { to: "Other" } };
  const { movedRequests } = await reviewed(
    chat(withDefault),
    chat({ $connect: {}, $default: { to: "Other" } }),
  );
  const lost = await findings(chat(OPEN), chat({ $connect: {} }));

  expect(movedRequests.map(({ example }) => example)).toEqual(["message sendMessage"]);
  expect(lost.map(({ rule }) => rule)).toEqual(["route-removed"]);
});

test("a removed $connect route isn't replaced by $default", async () => {
  const withDefault = { ...OPEN, $default: {} };

  const found = await findings(chat(withDefault), chat({ sendMessage: {}, $default: {} }));

  expect(found.map(({ rule }) => rule)).toEqual(["route-removed"]);
});

test("a route that no longer responds to the client is a change of the route", async () => {
  const { apis } = await reviewed(chat(OPEN, TWO_WAY), chat(OPEN));

  const routes = apis.flatMap((api) => api.routes);
  expect(routes.flatMap(({ details }) => details)).toEqual(["response to the client changed"]);
});
