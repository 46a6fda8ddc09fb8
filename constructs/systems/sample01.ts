import { Construct } from "constructs";
import * as lambda from "../lambda";
import { LambdaCustomIntegration, Model, RestApi, Template } from "../rest-api";
import type { SystemSettings } from "./system-settings";

/** REST API that maps the request, response and error of `GET /{hoge}` by templates. */
export class Sample01 extends Construct {
  readonly function: lambda.Function;
  readonly url: string;

  constructor(scope: Construct, id: string, settings: SystemSettings) {
    super(scope, id);
    const { logRetention, tracing, throttle } = settings;

    this.function = new lambda.Function(this, "Function", {
      runtime: lambda.Runtime.PYTHON_3_13,
      handler: "index.handler",
      // The templates belong to the API, so changing one must not deploy the function.
      code: lambda.Code.fromAsset("lambda-src/sample01", { exclude: ["*.vtl"] }),
      tracing: tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH,
      logRetention,
    });

    const api = new RestApi(this, "RestApi", {
      stageName: "snapshot",
      stageDescription: "Snapshot of the latest changes",
      loggingLevel: "INFO",
      tracing,
      throttle,
      logRetention,
    });
    const integration = new LambdaCustomIntegration(this.function, {
      credentials: "role",
      requestTemplates: {
        "application/json": Template.fromFile("lambda-src/sample01/request.vtl"),
      },
      integrationResponses: [
        { statusCode: "200", responseTemplates: { "application/json": "" } },
        {
          statusCode: "400",
          selectionPattern: "^\\[400:.*",
          responseTemplates: {
            "application/json": Template.fromFile("lambda-src/sample01/error.vtl"),
          },
        },
      ],
    });
    api.root.addResource("{hoge}").addMethod("GET", integration, {
      methodResponses: [
        { statusCode: "200", models: { "application/json": Model.EMPTY } },
        { statusCode: "400", models: { "application/json": Model.ERROR } },
      ],
    });
    this.url = api.url;
  }
}
