import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import { Testing } from "cdktf";
import { Runner } from "../../../local/runner/runner";
import { stackFolder } from "../../../local/testing/stack-folder";
import { SystemsStack } from "../../../main";
import { eventually } from "../../support/eventually";
import type { SqsServer } from "../../local/event-sources/support/sqs-server";
import { logTo } from "../../local/support/log-destination";

const TableName = "web-api-dev-notes";
const Key = { owner: "ana", id: "list" };
const ATTRIBUTES = { owner: { DataType: "String", StringValue: Key.owner } };

/**
 * Messages per second of the worker of notes: a bundled function in TypeScript, which updates a table
 * for each message.
 */
export async function notesWorkerRate(queue: SqsServer, count: number): Promise<number> {
  const folder = stackFolder(new SystemsStack(Testing.app(), "dev"));
  const runner = await Runner.start(folder.path, {
    port: 0,
    project: ".",
    isPublished: false,
    log: logTo(() => undefined),
    aws: { endpoints: { byService: { sqs: await queue.listen() } } },
  });
  try {
    const table = documents(runner);
    await table.send(new PutCommand({ TableName, Item: { ...Key, text: "Buy milk" } }));
    const start = performance.now();
    const messages = Array.from({ length: count }, () => Key.id);
    queue.send(messages, ATTRIBUTES);
    await eventually(() => queue.left === 0, 300_000);
    const rate = (count * 1_000) / (performance.now() - start);
    await refuseUnreminded(table);
    return rate;
  } finally {
    await runner.close();
    folder.remove();
    await queue.close();
  }
}

/** Otherwise the rate would be that of a worker that does nothing. */
async function refuseUnreminded(table: DynamoDBDocumentClient): Promise<void> {
  const { Item } = await table.send(new GetCommand({ TableName, Key }));
  if (typeof Item?.remindedAt !== "string") {
    throw new Error("The worker of notes took the messages, but reminded of nothing.");
  }
}

function documents({ services }: Runner): DynamoDBDocumentClient {
  const endpoint = services.find(({ name }) => name === "DynamoDB")?.url;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return DynamoDBDocumentClient.from(
    new DynamoDBClient({ region: "us-east-1", credentials, endpoint }),
  );
}
