import { LambdaIntegration, RestApi, type RestApiProps } from "../../constructs";
import { serve } from "../../local/testing";
import { environment, nodeFunction } from "./support/stack";

/** Serves an API whose function counts its invocations and shows a stage variable. */
async function serveApi(props: Partial<RestApiProps>) {
  const stack = environment();
  const api = new RestApi(stack, "Api", { stageName: "v1", ...props });
  const integration = new LambdaIntegration(nodeFunction(stack, "Count"));
  api.resourceForPath("/pets/{id}").addMethod("GET", integration, {
    cacheKeyParameters: ["method.request.path.id"],
  });
  api.resourceForPath("/live").addMethod("GET", integration);
  let count = 0;
  const handle = ({
    stageVariables,
  }: {
    stageVariables: Readonly<Record<string, string>> | null;
  }) => ({
    statusCode: 200,
    body: `${++count} ${stageVariables?.color ?? "-"}`,
  });
  return serve(stack, { functions: { Count: handle } });
}

async function bodies(props: Partial<RestApiProps>, routes: readonly string[]): Promise<string[]> {
  const api = await serveApi(props);
  const texts: string[] = [];
  for (const route of routes) {
    texts.push(await (await api.fetch(route)).text());
  }
  return texts;
}

test("a stage with a cache invokes the function once for each key, except for methods without it", async () => {
  const routes = ["/pets/1", "/pets/1", "/pets/2", "/live", "/live"].map((path) => `GET ${path}`);

  const methodOptions = { "/live/GET": { cachingEnabled: false } };
  const seen = await bodies({ cacheClusterSize: "0.5", methodOptions }, routes);

  expect(seen).toEqual(["1 -", "1 -", "2 -", "3 -", "4 -"]);
});

test.each([
  [0, "blue"],
  [100, "green"],
])("of %i percent canary requests, the stage variable is %s", async (percentTraffic, color) => {
  const canary = { percentTraffic, stageVariableOverrides: { color: "green" } };
  const props = { stageVariables: { color: "blue" }, canary };

  expect(await bodies(props, ["GET /live", "GET /live"])).toEqual([`1 ${color}`, `2 ${color}`]);
});
