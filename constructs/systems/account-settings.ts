import { Construct } from "constructs";
import { Duration } from "../core/duration";
import * as lambda from "../lambda";
import { LambdaIntegration, RestApi } from "../rest-api";
import type { SystemSettings } from "./system-settings";

/** REST API that returns the account's Lambda settings on every path. Always traced. */
export class AccountSettings extends Construct {
  readonly function: lambda.Function;
  readonly url: string;

  constructor(scope: Construct, id: string, environment: string, settings: SystemSettings) {
    super(scope, id);
    const { logRetention, throttle } = settings;

    this.function = new lambda.Function(this, "Function", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: lambda.Code.fromAsset("lambda-src/account-settings"),
      timeout: Duration.seconds(10),
      tracing: lambda.Tracing.ACTIVE,
      logRetention,
    });
    // This action has no resource-level permissions.
    this.function.addToRolePolicy({ actions: ["lambda:GetAccountSettings"], resources: ["*"] });

    const api = new RestApi(this, "RestApi", {
      stageName: environment,
      tracing: true,
      throttle,
      logRetention,
    });
    const integration = new LambdaIntegration(this.function);
    api.root.addMethod("ANY", integration);
    api.root.addResource("{proxy+}").addMethod("ANY", integration);
    this.url = api.url;
  }
}
