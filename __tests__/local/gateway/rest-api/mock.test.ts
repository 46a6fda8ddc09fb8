import { responseTo, header, integrationOf, mock } from "./support/serve";

describe("a MOCK", () => {
  test("selects its response by the status of the rendered request", async () => {
    const paths = {
      "/a": {
        get: integrationOf({
          type: "mock",
          requestTemplates: { "application/json": "{statusCode: $input.params('s')}" },
          responses: { default: { statusCode: "200" }, "4\\d{2}": { statusCode: "404" } },
        }),
      },
    };

    expect((await responseTo({ paths }, { path: "/a", query: "s=409" })).status).toBe(404);
    expect((await responseTo({ paths }, { path: "/a", query: "s=201" })).status).toBe(200);
  });

  test("reads statusCode of a JSON object by its name, whatever its strings contain", async () => {
    const request = '{"note": "statusCode: 500", "statusCode": 200}';
    const paths = {
      "/a": { get: mock("x", { requestTemplates: { "application/json": request } }) },
    };

    expect((await responseTo({ paths }, { path: "/a" })).status).toBe(200);
  });

  test("responds to a preflight for several origins with the template that the CDK writes", async () => {
    const template = [
      '#set($origin = $input.params().header.get("Origin"))',
      '#if($origin == "") #set($origin = $input.params().header.get("origin")) #end',
      '#if($origin == "https://a" || $origin == "https://b")',
      "  #set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)",
      "#end",
    ].join("\n");
    const paths = { "/a": { options: mock(template) } };
    const preflight = (headers: Record<string, string>) =>
      responseTo({ paths }, { method: "OPTIONS", path: "/a", headers });
    const allowed = async (headers: Record<string, string>) =>
      header(await preflight(headers), "Access-Control-Allow-Origin");

    expect(await allowed({ Origin: "https://b" })).toBe("https://b");
    expect(await allowed({ origin: "https://a" })).toBe("https://a");
    expect(await allowed({ Origin: "https://c" })).toBeUndefined();
    expect(await allowed({})).toBeUndefined();
  });

  test("without a usable status responds with 500", async () => {
    const paths = { "/a": { get: mock("x", { requestTemplates: { "application/json": "{}" } }) } };

    expect((await responseTo({ paths }, { path: "/a" })).status).toBe(500);
  });
});
