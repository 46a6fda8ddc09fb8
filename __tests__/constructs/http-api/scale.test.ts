import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { HttpApi, lambda, LambdaIntegration } from "../../../constructs";
import { environment, INLINE, synth, Synthesised } from "../lambda/support";
import { count } from "./support";

const ROUTES = Array.from({ length: 300 }, (_, i) => `GET /tenants/{tenant}/things/${i}/{id}`);

/** Each route with an integration object of its own, as a table of routes would have it. */
function ours(): Synthesised {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);
  const api = new HttpApi(stack, "HttpApi");
  for (const routeKey of ROUTES) api.addRoute(routeKey, new LambdaIntegration(fn));
  return synth(stack);
}

/** The same resources by hand. */
function raw(): Synthesised {
  const stack = environment();
  const fn = new lambda.Function(stack, "Hello", INLINE);
  const caller = new DataAwsCallerIdentity(stack, "CallerIdentity");
  const api = new Apigatewayv2Api(stack, "api", { name: "api", protocolType: "HTTP" });
  const log = new CloudwatchLogGroup(stack, "log", { name: "log", retentionInDays: 14 });
  new Apigatewayv2Stage(stack, "stage", {
    apiId: api.id,
    name: "$default",
    autoDeploy: true,
    accessLogSettings: { destinationArn: log.arn, format: "$context.requestId" },
    defaultRouteSettings: { throttlingBurstLimit: 500, throttlingRateLimit: 1000 },
  });
  const permission = new LambdaPermission(stack, "permission", {
    action: "lambda:InvokeFunction",
    functionName: fn.functionName,
    principal: "apigateway.amazonaws.com",
    sourceAccount: caller.accountId,
    sourceArn: `${api.executionArn}/*/*`,
  });
  const integration = new Apigatewayv2Integration(stack, "integration", {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: fn.invokeArn,
    payloadFormatVersion: "2.0",
    dependsOn: [permission],
  });
  // Made once, for the making of references is most of the time where every route makes its own.
  const [apiId, target] = [api.id, `integrations/${integration.id}`];
  ROUTES.forEach((routeKey, i) => {
    new Apigatewayv2Route(stack, `route${i}`, { apiId, routeKey, target });
  });
  return synth(stack);
}

function milliseconds(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}

test("300 routes synthesise in at most 1.2 times the time of the same resources by hand", () => {
  const resources = (json: Synthesised) =>
    Object.keys(json.resource).reduce((sum, type) => sum + count(json, type), 0);
  expect(resources(ours())).toBe(resources(raw()));

  // The least of several runs taken in turns: what else runs on the machine only ever adds time.
  const least = { ours: Infinity, raw: Infinity };
  for (let run = 0; run < 30; run += 1) {
    least.raw = Math.min(least.raw, milliseconds(raw));
    least.ours = Math.min(least.ours, milliseconds(ours));
  }
  expect(least.ours / least.raw).toBeLessThanOrEqual(1.2);
}, 120_000);
