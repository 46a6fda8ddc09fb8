import { ApiGatewayDeployment } from "@cdktf/provider-aws/lib/api-gateway-deployment";
import { ApiGatewayIntegration } from "@cdktf/provider-aws/lib/api-gateway-integration";
import { ApiGatewayMethod } from "@cdktf/provider-aws/lib/api-gateway-method";
import { ApiGatewayResource } from "@cdktf/provider-aws/lib/api-gateway-resource";
import { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayStage } from "@cdktf/provider-aws/lib/api-gateway-stage";
import { Apigatewayv2Api } from "@cdktf/provider-aws/lib/apigatewayv2-api";
import { Apigatewayv2Integration } from "@cdktf/provider-aws/lib/apigatewayv2-integration";
import { Apigatewayv2Route } from "@cdktf/provider-aws/lib/apigatewayv2-route";
import { Apigatewayv2Stage } from "@cdktf/provider-aws/lib/apigatewayv2-stage";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import type { App } from "cdktf";
import {
  HttpApi,
  lambda,
  HttpLambdaIntegration,
  LambdaIntegration,
  RestApi,
} from "../../../constructs";
import { EnvironmentStack } from "../../../constructs/environment";

/** Adds a stack to the app. */
export type Build = (app: App) => void;

/** The same API twice: by our constructs, and by the provider's classes. */
export interface Pair {
  readonly ours: Build;
  readonly raw: Build;
}

export function httpApi(routes: number): Pair {
  const keys = names(routes).map((name) => `GET /${name}/{id}`);
  return {
    ours: (app) => {
      const { stack, fn } = base(app);
      const api = new HttpApi(stack, "HttpApi");
      for (const key of keys) {
        api.addRoute(key, new HttpLambdaIntegration(fn));
      }
    },
    raw: (app) => rawHttpApi(base(app), keys),
  };
}

export function restApis(routes: number): Pair {
  const parts = names(routes);
  return {
    ours: (app) => {
      const { stack, fn } = base(app);
      const api = new RestApi(stack, "RestApi", { stageName: "v1" });
      for (const part of parts) {
        api.root.addResource(part).addMethod("GET", new LambdaIntegration(fn));
      }
    },
    raw: (app) => rawRestApi(base(app), parts),
  };
}

export interface Base {
  readonly stack: EnvironmentStack;
  readonly fn: lambda.Function;
}

/** Both have the same function, so only the APIs differ. */
function base(app: App): Base {
  const stack = new EnvironmentStack(app, "dev", { app: "bench", region: "us-east-1" });
  const fn = new lambda.Function(stack, "Hello", {
    runtime: lambda.Runtime.PYTHON_3_13,
    handler: "index.handler",
    code: lambda.Code.fromInline("def handler(event, context): return 1"),
  });
  return { stack, fn };
}

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `things${index}`);
}

/** The HTTP API of these routes by hand. */
export function rawHttpApi({ stack, fn }: Base, keys: readonly string[]): void {
  const api = new Apigatewayv2Api(stack, "api", { name: "api", protocolType: "HTTP" });
  const log = new CloudwatchLogGroup(stack, "log", { name: "log", retentionInDays: 14 });
  new Apigatewayv2Stage(stack, "stage", {
    apiId: api.id,
    name: "$default",
    autoDeploy: true,
    accessLogSettings: { destinationArn: log.arn, format: "$context.requestId" },
    defaultRouteSettings: { throttlingBurstLimit: 500, throttlingRateLimit: 1000 },
  });
  const permission = rawPermission({ stack, fn }, api.executionArn);
  const integration = new Apigatewayv2Integration(stack, "integration", {
    apiId: api.id,
    integrationType: "AWS_PROXY",
    integrationUri: fn.invokeArn,
    payloadFormatVersion: "2.0",
    dependsOn: [permission],
  });
  // Made once: references made anew for every route would be most of the time.
  const [apiId, target] = [api.id, `integrations/${integration.id}`];
  keys.forEach((routeKey, index) => {
    new Apigatewayv2Route(stack, `route${index}`, { apiId, routeKey, target });
  });
}

function rawRestApi({ stack, fn }: Base, parts: readonly string[]): void {
  const api = new ApiGatewayRestApi(stack, "api", { name: "api" });
  const permission = rawPermission({ stack, fn }, api.executionArn);
  const [restApiId, parentId, uri] = [api.id, api.rootResourceId, fn.invokeArn];
  const integrations = parts.map((pathPart, index) => {
    const resource = new ApiGatewayResource(stack, `resource${index}`, {
      restApiId,
      parentId,
      pathPart,
    });
    const method = { restApiId, resourceId: resource.id, httpMethod: "GET" };
    new ApiGatewayMethod(stack, `method${index}`, { ...method, authorization: "NONE" });
    return new ApiGatewayIntegration(stack, `integration${index}`, {
      ...method,
      type: "AWS_PROXY",
      integrationHttpMethod: "POST",
      uri,
      dependsOn: [permission],
    });
  });
  const deployment = new ApiGatewayDeployment(stack, "deployment", {
    restApiId,
    dependsOn: integrations,
  });
  const log = new CloudwatchLogGroup(stack, "log", { name: "log", retentionInDays: 14 });
  new ApiGatewayStage(stack, "stage", {
    restApiId,
    stageName: "v1",
    deploymentId: deployment.id,
    accessLogSettings: { destinationArn: log.arn, format: "$context.requestId" },
  });
}

function rawPermission({ stack, fn }: Base, executionArn: string): LambdaPermission {
  const caller = new DataAwsCallerIdentity(stack, "caller");
  return new LambdaPermission(stack, "permission", {
    action: "lambda:InvokeFunction",
    functionName: fn.functionName,
    principal: "apigateway.amazonaws.com",
    sourceAccount: caller.accountId,
    sourceArn: `${executionArn}/*/*`,
  });
}
