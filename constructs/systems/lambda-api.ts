import { Construct } from "constructs";
import { Duration } from "../core/duration";
import * as lambda from "../lambda";
import { LambdaIntegration, RestApi } from "../rest-api";
import type { SystemSettings } from "./system-settings";

/** REST API that passes `POST /lambda` to a function unchanged (proxy integration). */
export class LambdaApi extends Construct {
  readonly function: lambda.Function;
  readonly url: string;

  constructor(scope: Construct, id: string, settings: SystemSettings) {
    super(scope, id);
    const { logRetention, tracing, throttle } = settings;

    this.function = new lambda.Function(this, "Function", {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: "index.handler",
      code: lambda.Code.fromAsset("lambda-src/lambda-api"),
      memorySize: 256,
      timeout: Duration.seconds(60),
      tracing: tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH,
      logRetention,
    });

    const api = new RestApi(this, "RestApi", {
      description: "An API Gateway with a Lambda Integration",
      apiKeySourceType: "HEADER",
      endpointType: "EDGE",
      stageName: "v0",
      stageDescription: "Lambda API Stage v0",
      tracing,
      throttle,
      logRetention,
    });
    const anything = api.addModel("LambdaModel", {
      contentType: "application/json",
      schema: { title: "LambdaModel", type: "object" },
    });
    const integration = new LambdaIntegration(this.function, {
      credentials: "role",
      timeout: Duration.seconds(29),
    });
    api.root.addResource("lambda").addMethod("POST", integration, {
      operationName: "lambda",
      methodResponses: [{ statusCode: "200", models: { "application/json": anything } }],
    });
    this.url = api.url;
  }
}
