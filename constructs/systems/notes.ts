import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { physicalName } from "../core/physical-name";
import {
  HttpApi,
  HttpJwtAuthorizer,
  HttpLambdaIntegration,
  HttpNoneAuthorizer,
  HttpSqsIntegration,
} from "../http-api";
import * as lambda from "../lambda";
import { Reminders } from "./reminders";
import type { SystemSettings } from "./system-settings";

/**
 * HTTP API with a table: each caller with a token reads and writes their own notes, and asks for
 * reminders, which a queue takes without a function.
 */
export class Notes extends Construct {
  readonly function: lambda.Function;
  readonly url: string;

  constructor(scope: Construct, id: string, settings: SystemSettings & NotesSettings) {
    super(scope, id);
    const { logRetention, tracing, throttle, tokens, allowOrigins, protectData } = settings;

    const table = new DynamodbTable(this, "Table", {
      name: physicalName(this, 255),
      billingMode: "PAY_PER_REQUEST",
      hashKey: "owner",
      rangeKey: "id",
      attribute: [
        { name: "owner", type: "S" },
        { name: "id", type: "S" },
      ],
      serverSideEncryption: { enabled: true },
      pointInTimeRecovery: { enabled: protectData },
      deletionProtectionEnabled: protectData,
    });

    const mode = tracing ? lambda.Tracing.ACTIVE : lambda.Tracing.PASS_THROUGH;
    this.function = new lambda.NodejsFunction(this, "Function", {
      entry: "lambda-src/notes/index.ts",
      memorySize: 256,
      timeout: Duration.seconds(10),
      environment: { TABLE_NAME: table.name },
      tracing: mode,
      logRetention,
    });
    this.function.addToRolePolicy({
      actions: ["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"],
      resources: [table.arn],
    });

    const api = new HttpApi(this, "HttpApi", {
      defaultAuthorizer: new HttpJwtAuthorizer(tokens.issuer, { audience: [tokens.audience] }),
      corsPreflight: {
        allowOrigins: [...allowOrigins],
        allowMethods: ["GET", "POST", "PUT", "DELETE"],
        allowHeaders: ["authorization", "content-type"],
      },
      throttle,
      accessLogRetention: logRetention,
    });
    const integration = new HttpLambdaIntegration(this.function);
    api.addRoute("GET /health", integration, { authorizer: new HttpNoneAuthorizer() });
    api.addRoute("POST /notes", integration);
    for (const method of ["GET", "PUT", "DELETE"]) {
      api.addRoute(`${method} /notes/{id}`, integration);
    }
    const reminders = new Reminders(this, "Reminders", { table, tracing: mode, logRetention });
    api.addRoute("POST /notes/{id}/remind", remind(reminders));
    this.url = api.url;
  }
}

/** The caller can choose the message's text, so the owner is not part of it. */
function remind({ queue }: Reminders): HttpSqsIntegration {
  const owner = { DataType: "String", StringValue: "${context.authorizer.claims.sub}" };
  return new HttpSqsIntegration(queue, {
    parameters: {
      MessageBody: "$request.path.id",
      MessageAttributes: JSON.stringify({ owner }),
    },
    responseMapping: { "200": { "overwrite:statuscode": "202" } },
  });
}

/** The settings of `Notes` that differ between environments. */
export interface NotesSettings {
  /** Whose tokens are accepted: the claims `iss` and `aud` of the tokens. */
  readonly tokens: { readonly issuer: string; readonly audience: string };
  /** Origins of the web pages that may call the API. */
  readonly allowOrigins: readonly string[];
  /** Whether the table is backed up continuously, and protected from deletion. */
  readonly protectData: boolean;
}
