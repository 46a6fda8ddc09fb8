import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { physicalName } from "../core/physical-name";
import { HttpApi, HttpLambdaIntegration } from "../http-api";
import * as lambda from "../lambda";
import { WebSocketApi, WebSocketLambdaIntegration } from "../websocket-api";
import type { SystemSettings } from "./system-settings";

/**
 * WebSocket API of a chat, with the connections in a table, and HTTP API with a page to try it in
 * two tabs of a browser.
 */
export class Chat extends Construct {
  readonly function: lambda.Function;
  /** URL of the page. */
  readonly url: string;

  constructor(scope: Construct, id: string, environment: string, settings: SystemSettings) {
    super(scope, id);
    const { logRetention, tracing, throttle } = settings;
    const mode = tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH;

    // What is in it doesn't outlive the connections, so it needs neither backups nor protection.
    const table = new DynamodbTable(this, "Connections", {
      name: physicalName(this, 255),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "connectionId",
      attribute: [{ name: "connectionId", type: "S" }],
      ttl: { attributeName: "expiresAt", enabled: true },
      serverSideEncryption: { enabled: true },
    });
    this.function = new lambda.NodejsFunction(this, "Function", {
      entry: "lambda-src/chat/index.ts",
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: table.name },
      tracing: mode,
      logRetention,
    });
    this.function.addToRolePolicy({
      actions: ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Scan"].map(
        (action) => `dynamodb:${action}`,
      ),
      resources: [table.arn],
    });

    const integration = new WebSocketLambdaIntegration(this.function);
    const api = new WebSocketApi(this, "WebSocketApi", {
      stageName: environment,
      connectRouteOptions: { integration },
      disconnectRouteOptions: { integration },
      defaultRouteOptions: { integration, returnResponse: true },
      throttle,
      logRetention,
    });
    for (const action of ["setName", "sendMessage"]) {
      api.addRoute(action, { integration, returnResponse: true });
    }
    api.grantManageConnections(this.function, api.deploymentStage);

    const page = new lambda.Function(this, "Page", {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: "index.handler",
      code: lambda.Code.fromAsset("lambda-src/chat/page"),
      environment: { CHAT_URL: api.url },
      tracing: mode,
      logRetention,
    });
    const pages = new HttpApi(this, "HttpApi", { throttle, accessLogRetention: logRetention });
    pages.addRoute("GET /", new HttpLambdaIntegration(page));
    this.url = pages.url;
  }
}
