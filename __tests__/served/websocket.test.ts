import { WebSocketApi, WebSocketLambdaIntegration } from "../../constructs";
import { serve } from "../../local/testing";
import { connectTo } from "../local/gateway/websocket-api/support/client";
import { environment, nodeFunction } from "./support/stack";

const SHOW_URLS =
  "exports.handler = async () => ({ statusCode: 200, body: process.env.CALLBACK_URL });";

test("a function has the URL by which it sends messages, and clients have that of the stage", async () => {
  const stack = environment();
  const fn = nodeFunction(stack, "Chat", SHOW_URLS);
  const integration = new WebSocketLambdaIntegration(fn);
  const webSocketApi = new WebSocketApi(stack, "Api", {
    stageName: "v1",
    defaultRouteOptions: { integration, returnResponse: true },
  });
  fn.addEnvironment("CALLBACK_URL", webSocketApi.deploymentStage.callbackUrl);
  const api = await serve(stack);
  const client = await connectTo(api.url());

  expect(api.url()).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/\w+$/);
  expect(await client.exchange("which?")).toBe(api.url().replace("ws", "http"));
});
