import { Testing } from "cdktf";
import type { HttpApiProps, HttpRouteOptions } from "../../../../constructs";
import { HttpLambdaIntegration, HttpNoneAuthorizer } from "../../../../constructs";
import { warningsOf } from "../../warnings-of";
import { fixture } from "../support";
import { jwt } from "./support";

const CORS: HttpApiProps = { corsPreflight: { allowOrigins: ["*"] } };
const PUBLIC = { authorizer: new HttpNoneAuthorizer() };

/** The warnings at synth about an API with a default authorizer, and with CORS unless `props` differ. */
function warningsWith(routes: Readonly<Record<string, HttpRouteOptions>>, props = CORS): string[] {
  const { api, fn, stack } = fixture({ ...props, defaultAuthorizer: jwt() });
  for (const [routeKey, options] of Object.entries(routes)) {
    api.addRoute(routeKey, new HttpLambdaIntegration(fn), options);
  }
  Testing.synth(stack);
  return warningsOf(api);
}

test.each([
  [
    { $default: {} },
    'dev/HttpApi: the authorizer of $default refuses preflight requests. Add the route "OPTIONS /{proxy+}" with new HttpNoneAuthorizer().',
  ],
  [
    { "OPTIONS /notes": {} },
    "dev/HttpApi: the authorizer of OPTIONS /notes refuses preflight requests. Remove the route, or give it new HttpNoneAuthorizer().",
  ],
])("the guarded route of %j causes a warning in an API with CORS", (routes, warning) => {
  expect(warningsWith(routes)).toEqual([warning]);
});

test.each<Readonly<Record<string, HttpRouteOptions>>>([
  { "GET /notes": {}, "ANY /notes/{id}": {} },
  { $default: {}, "OPTIONS /{proxy+}": PUBLIC },
  { $default: PUBLIC },
])("the routes of %j cause no warning in an API with CORS", (routes) => {
  expect(warningsWith(routes)).toEqual([]);
});

test("a guarded $default causes no warning in an API without CORS", () => {
  expect(warningsWith({ $default: {} }, {})).toEqual([]);
});
