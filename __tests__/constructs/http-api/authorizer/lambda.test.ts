import type { HttpLambdaAuthorizerProps } from "../../../../constructs";
import { Duration, HttpLambdaAuthorizer, HttpLambdaIntegration } from "../../../../constructs";
import type { Synthesised } from "../../lambda/support";
import { hello, only } from "../../lambda/support";
import { messageOf } from "../../message-of";
import { count, synthApi } from "../support";
import { authorizerReference, routeOf } from "./support";

/** An API whose function is also the authorizer of its routes. */
function synthGuarded(...authorizers: (HttpLambdaAuthorizerProps | undefined)[]): Synthesised {
  return synthApi(({ api, fn }) => {
    for (const [at, props] of authorizers.entries()) {
      const authorizer = new HttpLambdaAuthorizer(fn, props);
      api.addRoute(`GET /${at}`, new HttpLambdaIntegration(fn), { authorizer });
    }
  });
}

test("a Lambda authorizer doesn't cache, and reads the header Authorization, by default", () => {
  const json = synthGuarded(undefined);

  const [fn] = Object.keys(json.resource.aws_lambda_function ?? {});
  expect(only(json, "aws_apigatewayv2_authorizer")).toMatchObject({
    authorizer_payload_format_version: "2.0",
    authorizer_result_ttl_in_seconds: 0,
    authorizer_type: "REQUEST",
    authorizer_uri: `\${aws_lambda_function.${fn}.invoke_arn}`,
    enable_simple_responses: false,
    identity_sources: ["$request.header.Authorization"],
  });
  expect(routeOf(json, "GET /0")).toMatchObject({
    authorization_type: "CUSTOM",
    authorizer_id: authorizerReference(json),
  });
});

test("the settings of a Lambda authorizer reach its resource", () => {
  const json = synthGuarded({
    responseTypes: "simple",
    identitySource: ["$request.querystring.token", "$context.routeKey", "$stageVariables.tenant"],
    resultsCacheTtl: Duration.minutes(5),
  });

  expect(only(json, "aws_apigatewayv2_authorizer")).toMatchObject({
    authorizer_result_ttl_in_seconds: 300,
    enable_simple_responses: true,
    identity_sources: ["$request.querystring.token", "$context.routeKey", "$stageVariables.tenant"],
  });
});

test("the API may invoke the function as this authorizer only, before a route needs it", () => {
  const json = synthGuarded(undefined);

  const [api] = Object.keys(json.resource.aws_apigatewayv2_api ?? {});
  const permissions = Object.entries(json.resource.aws_lambda_permission ?? {});
  const sources = permissions.map(([, { source_arn }]) => source_arn as string);
  const [own = []] = permissions.filter(([id]) => id.includes("Authorizer"));
  const execution = `\${aws_apigatewayv2_api.${api}.execution_arn}`;
  expect(sources.toSorted()).toEqual(
    [`${execution}/*/*`, `${execution}/authorizers/${authorizerReference(json)}`].toSorted(),
  );
  expect(routeOf(json, "GET /0").depends_on).toEqual([`aws_lambda_permission.${own[0] as string}`]);
});

test("equal authorizers share a resource and a permission, and others have their own", () => {
  const cached = { resultsCacheTtl: Duration.seconds(60) };
  const json = synthGuarded(undefined, {}, cached, { resultsCacheTtl: Duration.minutes(1) });

  expect(count(json, "aws_apigatewayv2_authorizer")).toBe(2);
  expect(count(json, "aws_lambda_permission")).toBe(3);
});

test.each<[HttpLambdaAuthorizerProps, string]>([
  [{ responseTypes: "simple", payloadFormatVersion: "1.0" }, '"2.0" with simple responses'],
  [{ responseTypes: ["iam"] as never }, "responseTypes of the Lambda authorizer is"],
  [{ responseTypes: "policy" as never }, "allowed: iam, simple"],
  [{ payloadFormatVersion: "3.0" as never }, "allowed: 1.0, 2.0"],
  [{ identitySource: ["Authorization"] }, "$request.header.<name>, $request.querystring.<name>"],
  [{ identitySource: ["$request.header.a, $request.header.b"] }, "$request.header.<name>"],
  [{ identitySource: ["method.request.header.a"] }, "$request.header.<name>"],
  [
    { identitySource: [], resultsCacheTtl: Duration.seconds(1) },
    "0 seconds without an identity source",
  ],
  [{ resultsCacheTtl: Duration.seconds(3601) }, "whole seconds, from 0 to 3600"],
  [{ resultsCacheTtl: Duration.millis(1500) }, "whole seconds, from 0 to 3600"],
  [{ resultsCacheTtl: 300 as never }, "a Duration. Write Duration.seconds(300)."],
  [{ resultsCacheTTL: Duration.seconds(1) } as never, "Did you mean resultsCacheTtl"],
])("a Lambda authorizer with %j is refused", (props, message) => {
  const refusal = messageOf(() => synthGuarded(props));

  expect(refusal).toMatch(/^dev\/HttpApi: .*; allowed: .+\. .+[.?]$/s);
  expect(refusal).toContain(message);
});

test("an authorizer without identity sources is invoked for every request", () => {
  const json = synthGuarded({ identitySource: [], payloadFormatVersion: "1.0" });

  expect(only(json, "aws_apigatewayv2_authorizer")).toMatchObject({
    authorizer_payload_format_version: "1.0",
    identity_sources: [],
  });
});

test("what isn't a function is refused as an authorizer", () => {
  const authorizer = new HttpLambdaAuthorizer("auth" as never);

  expect(
    messageOf(() =>
      synthApi(({ api }) =>
        api.addRoute("GET /", new HttpLambdaIntegration(hello()), { authorizer }),
      ),
    ),
  ).toContain('dev/HttpApi: function of the Lambda authorizer is "auth"; allowed: a Lambda');
});
