import { MockIntegration, RestApi } from "../../constructs";
import type { LocalApi } from "../../local/testing";
import { serve } from "../../local/testing";
import { environment } from "./support/stack";

describe("an API with preflights of several origins", () => {
  let api: LocalApi;

  beforeAll(async () => {
    const stack = environment();
    const rest = new RestApi(stack, "Api", { stageName: "v1" });
    rest.root.addMethod("GET", new MockIntegration(), { apiKeyRequired: true });
    rest.root.addCorsPreflight({
      allowOrigins: ["https://a.example", "https://b.example"],
      allowMethods: ["GET"],
    });
    api = await serve(stack);
  });

  const originFor = async (method: string, origin: string) => {
    const response = await api.fetch(`${method} /`, { headers: { origin } });
    return [response.status, response.headers.get("access-control-allow-origin")];
  };

  test.each([
    ["https://a.example", "https://a.example"],
    ["https://b.example", "https://b.example"],
    ["https://evil.example", "https://a.example"],
  ])("tells the origin %s that %s is allowed", async (origin, allowed) => {
    expect(await originFor("OPTIONS", origin)).toEqual([204, allowed]);
  });

  test("names an origin in the errors of API Gateway", async () => {
    expect(await originFor("GET", "https://a.example")).toEqual([403, "https://a.example"]);
  });
});
