import { Construct } from "constructs";
import { partition } from "../core/aws-facts";
import { HttpApi, HttpLambdaIntegration } from "../http-api";
import * as lambda from "../lambda";
import type { SystemSettings } from "./system-settings";

/** HTTP API that greets on `GET /`. API Gateway invokes the function with a role. */
export class Hello extends Construct {
  readonly function: lambda.Function;
  readonly url: string;

  constructor(scope: Construct, id: string, environment: string, settings: SystemSettings) {
    super(scope, id);
    const { logRetention, tracing, throttle } = settings;

    this.function = new lambda.Function(this, "Function", {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: "index.lambda_handler",
      code: lambda.Code.fromAsset("lambda-src/hello"),
      managedPolicies: [
        `arn:${partition(this)}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`,
      ],
      tracing: tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH,
      logRetention,
    });

    const api = new HttpApi(this, "HttpApi", {
      apiName: `HttpApi.${environment}`,
      throttle,
      accessLogRetention: logRetention,
    });
    api.addRoute("GET /", new HttpLambdaIntegration(this.function, { credentials: "role" }));
    this.url = api.url;
  }
}
