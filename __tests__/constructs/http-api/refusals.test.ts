import { Duration } from "../../../constructs/core/duration";
import type { CorsPreflightOptions, HttpRouteOptions } from "../../../constructs";
import { HttpUrlIntegration } from "../../../constructs";
import { fixture } from "./support";
import { messageOf } from "../message-of";

const ORIGINS = { allowOrigins: ["https://example.com"] };

test.each<CorsPreflightOptions>([
  { allowOrigins: ["*"] },
  { allowOrigins: ["https://*", "http://*"] },
  { allowOrigins: ["https://a.example:8443"], allowCredentials: true },
  { allowOrigins: ["capacitor://localhost"] },
  { ...ORIGINS, maxAge: Duration.seconds(-1) },
  {
    ...ORIGINS,
    maxAge: Duration.days(1),
    allowMethods: ["*"],
    allowHeaders: ["*"],
    exposeHeaders: ["*"],
  },
])("%j is a CORS configuration", (corsPreflight) => {
  expect(() => fixture({ corsPreflight })).not.toThrow();
});

test.each<[string, CorsPreflightOptions, string]>([
  [
    "allowOrigins with allowCredentials",
    { allowOrigins: ["*"], allowCredentials: true },
    "origins without *",
  ],
  ["allowOrigins is []", { allowOrigins: [] }, "1 or more origins"],
  ["allowOrigins is", { allowOrigins: ["example.com"] }, "scheme, host and port only"],
  ["allowOrigins is", { allowOrigins: ["https://example.com/"] }, "scheme, host and port only"],
  ["allowOrigins is", { allowOrigins: ["https://example.com/app"] }, "scheme, host and port only"],
  ["allowOrigins is", { allowOrigins: ["https://*.example.com"] }, "scheme, host and port only"],
  ["allowMethods is", { ...ORIGINS, allowMethods: ["get"] }, "*, DELETE, GET"],
  ["allowHeaders is", { ...ORIGINS, allowHeaders: ["x-a, x-b"] }, "the name of a header"],
  ["exposeHeaders is", { ...ORIGINS, exposeHeaders: [""] }, "the name of a header"],
  ["maxAge is", { ...ORIGINS, maxAge: Duration.seconds(86401) }, "whole seconds, from -1 to 86400"],
  ["maxAge is", { ...ORIGINS, maxAge: Duration.seconds(1.5) }, "whole seconds"],
])("corsPreflight.%s %j is refused", (what, corsPreflight, allowed) => {
  const message = messageOf(() => fixture({ corsPreflight }));

  expect(message).toMatch(/^dev\/HttpApi: corsPreflight\..*; allowed: .+\. [A-Z].+\.$/s);
  expect(message).toContain(what);
  expect(message).toContain(allowed);
});

test("names and descriptions that are too long are refused", () => {
  expect(messageOf(() => fixture({ apiName: "x".repeat(129) }))).toContain("1 to 128 characters");
  expect(messageOf(() => fixture({ apiName: "" }))).toContain("dev/HttpApi: apiName is");
  expect(messageOf(() => fixture({ description: "x".repeat(1025) }))).toContain("up to 1024");
});

test.each<[HttpRouteOptions, string]>([
  [{ operationName: "x".repeat(65) }, "allowed: 1 to 64 characters"],
])("the options %j of a route are refused", (options, message) => {
  const { api } = fixture();
  const integration = new HttpUrlIntegration("https://example.com");

  expect(messageOf(() => api.addRoute("GET /", integration, options))).toContain(message);
});
