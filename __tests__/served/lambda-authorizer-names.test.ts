import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import {
  EnvironmentStack,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  LambdaIntegration,
  RequestAuthorizer,
  RestApi,
  WebSocketApi,
  WebSocketLambdaAuthorizer,
  WebSocketLambdaIntegration,
} from "../../constructs";
import { Runner } from "../../local/runner/runner";
import { routes } from "../../local/testing";
import { SILENT } from "../local/support/log-destination";
import { nodeFunction } from "./support/stack";

/** An API of each kind, all guarded by the function `Guard`. */
function guarded(outdir: string, environment: string): EnvironmentStack {
  const props = { app: "shop", region: "eu-west-1" };
  const stack = new EnvironmentStack(new App({ outdir }), environment, props);
  const notes = nodeFunction(stack, "Notes");
  const guard = nodeFunction(stack, "Guard");
  new HttpApi(stack, "Http").addRoute("GET /", new HttpLambdaIntegration(notes), {
    authorizer: new HttpLambdaAuthorizer(guard.addAlias("live")),
  });
  const rest = new RestApi(stack, "Rest", { stageName: "v1" });
  const authorizer = new RequestAuthorizer(guard);
  rest.root.addMethod("GET", new LambdaIntegration(notes), { authorizer, apiKeyRequired: true });
  new WebSocketApi(stack, "Chat", {
    stageName: "v1",
    connectRouteOptions: {
      integration: new WebSocketLambdaIntegration(notes),
      authorizer: new WebSocketLambdaAuthorizer(guard),
    },
  });
  return stack;
}

describe("a Lambda authorizer", () => {
  let outdir: string;
  beforeAll(() => (outdir = mkdtempSync(path.join(tmpdir(), "authorizer-names-"))));
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));

  test("has its function's path in routes(), the same in all environments", () => {
    const [dev, prod] = ["dev", "prod"].map((name) => routes(guarded(outdir, name)));

    expect(dev).toMatchInlineSnapshot(`
     "Chat: $connect → Notes, Lambda authorizer Guard
     Http: GET / → Notes, Lambda authorizer Guard:live
     Rest: GET / → Notes, Lambda authorizer Guard, API key"
    `);
    expect(prod).toBe(dev);
  });

  test("has the same name in the table at start", async () => {
    const stack = guarded(outdir, "dev");
    (stack.node.root as App).synth();
    const folder = path.join(outdir, "stacks/dev");

    const runner = await Runner.start(folder, { port: 0, log: SILENT, isPublished: false });

    const access = runner.apis.flatMap((api) => api.routes.map((route) => route.access));
    await runner.close();
    expect(access).toEqual([
      "Lambda authorizer Guard",
      "Lambda authorizer Guard:live",
      "Lambda authorizer Guard, API key",
    ]);
  });
});
