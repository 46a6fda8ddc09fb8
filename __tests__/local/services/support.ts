import { RunnerFixture } from "../runner/support/runner-fixture";

/** A handler that sends the command in its event, and responds with the output or the error's name. */
const NODE = `
const sdk = require("@aws-sdk/client-dynamodb");
exports.handler = async ({ body }) => {
  const { command, input } = JSON.parse(body);
  const client = new sdk.DynamoDBClient({ maxAttempts: 1 });
  try {
    return await client.send(new sdk[command + "Command"](input));
  } catch (error) {
    return { error: error.name };
  }
};`;
const PYTHON = `
import boto3, json, re
def handler(event, context):
    sent = json.loads(event["body"])
    method = re.sub("(?<!^)(?=[A-Z])", "_", sent["command"]).lower()
    return getattr(boto3.client("dynamodb"), method)(**sent["input"])
`;

/** A table with an index of each kind. */
export const PETS = {
  name: "pets",
  billing_mode: "PAY_PER_REQUEST",
  hash_key: "id",
  range_key: "kind",
  attribute: [
    { name: "id", type: "S" },
    { name: "kind", type: "S" },
    { name: "owner", type: "S" },
    { name: "age", type: "N" },
  ],
  global_secondary_index: [{ name: "by_owner", hash_key: "owner", projection_type: "KEYS_ONLY" }],
  local_secondary_index: [{ name: "by_age", range_key: "age", projection_type: "ALL" }],
};

export const REX = {
  id: { S: "1" },
  kind: { S: "dog" },
  owner: { S: "ann" },
  age: { N: "7" },
};

/** A stack whose functions `node` and `python` send commands to DynamoDB. */
export class TableFixture extends RunnerFixture {
  constructor() {
    super();
    this.write({
      node: { runtime: "nodejs22.x", timeout: 20, files: { "index.js": NODE } },
      python: { timeout: 20, files: { "index.py": PYTHON } },
    });
  }

  /** @param tables by their Terraform names */
  withTables(tables: Readonly<Record<string, object>>): this {
    this.addResources({ aws_dynamodb_table: tables });
    return this;
  }

  /** What a handler gets for a command, such as GetItem. */
  async send(handler: "node" | "python", command: string, input: object): Promise<unknown> {
    const body = JSON.stringify({ command, input });
    const response = await fetch(`${this.url("HTTP API")}/${handler}`, { method: "POST", body });
    return response.json();
  }

  put(table: string, item: object): Promise<unknown> {
    return this.send("node", "PutItem", { TableName: table, Item: item });
  }
}
