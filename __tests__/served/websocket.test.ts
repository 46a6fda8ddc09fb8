import {
  WebSocketApi,
  WebSocketLambdaAuthorizer,
  WebSocketLambdaIntegration,
  WebSocketMockIntegration,
} from "../../constructs";
import { serve } from "../../local/testing";
import { connectTo, refusalOf } from "../local/gateway/websocket-api/support/client";
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

describe("a WebSocket API of constructs", () => {
  let api: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    api = await serve(guardedChat(), {
      functions: { Guard: admitAnn as never, Chat: sayRoute as never },
    });
  });

  test("admits connections that its authorizer admits, and knows them afterwards", async () => {
    const client = await connectTo(`${api.url()}?token=t`);

    expect(await client.exchange('{"action": "say", "text": "hi"}')).toBe("say of Ann");
    expect((await refusalOf(api.url())).status).toBe(401);
  });

  test("validates messages by its models", async () => {
    const client = await connectTo(`${api.url()}?token=t`);

    expect(await client.exchange('{"action": "say"}')).toContain("Bad request body");
  });

  test("responds by the templates of a mock integration, chosen by its status", async () => {
    const client = await connectTo(`${api.url()}?token=t`);

    expect(await client.exchange('{"action": "ping", "status": "200"}')).toBe('{"pong": "ping"}');
    expect(await client.exchange('{"action": "ping", "status": "503"}')).toBe("unavailable");
  });
});

interface ChatEvent {
  readonly requestContext: {
    readonly routeKey: string;
    readonly authorizer: { readonly name: string };
  };
}

const sayRoute = ({ requestContext }: ChatEvent) => ({
  statusCode: 200,
  body: `${requestContext.routeKey} of ${requestContext.authorizer.name}`,
});

const admitAnn = ({ methodArn }: { readonly methodArn: string }) => ({
  principalId: "user",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: methodArn }],
  },
  context: { name: "Ann" },
});

/** An API whose connections have tokens, with a route for a function and one for templates. */
function guardedChat() {
  const stack = environment();
  const integration = new WebSocketLambdaIntegration(nodeFunction(stack, "Chat"));
  const api = new WebSocketApi(stack, "Api", {
    stageName: "v1",
    connectRouteOptions: {
      integration,
      authorizer: new WebSocketLambdaAuthorizer(nodeFunction(stack, "Guard"), {
        identitySource: ["route.request.querystring.token"],
      }),
    },
  });
  const message = api.addModel("Message", { schema: { type: "object", required: ["text"] } });
  const requestModels = { $default: message };
  api.addRoute("say", { integration, requestModels, returnResponse: true });
  const ping = new WebSocketMockIntegration({
    requestTemplates: { $default: '{"statusCode": $input.path("$.status")}' },
    integrationResponses: [
      { responseTemplates: { $default: '{"pong": "${context.routeKey}"}' } },
      { key: "/5\\d\\d/", responseTemplates: { $default: "unavailable" } },
    ],
  });
  api.addRoute("ping", { integration: ping, returnResponse: true });
  return stack;
}
