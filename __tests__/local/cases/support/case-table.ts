import {
  DynamoDBClient,
  PutItemCommand,
  ScanCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import type { Block } from "./stack-builder";

export type Item = Record<string, AttributeValue>;

const TABLE_NAME = "case-items";

/** The table of the cases, in the runner's DynamoDB. */
export class CaseTable {
  static readonly resource: Block = {
    name: TABLE_NAME,
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "id",
    attribute: [{ name: "id", type: "S" }],
  };

  private readonly client: DynamoDBClient;

  constructor(endpoint: string) {
    const credentials = { accessKeyId: "local", secretAccessKey: "local" };
    this.client = new DynamoDBClient({ endpoint, region: "us-east-1", credentials });
  }

  async put(items: readonly Item[]): Promise<void> {
    for (const Item of items) {
      await this.client.send(new PutItemCommand({ TableName: TABLE_NAME, Item }));
    }
  }

  async items(): Promise<Item[]> {
    const { Items = [] } = await this.client.send(new ScanCommand({ TableName: TABLE_NAME }));
    return Items;
  }

  close(): void {
    this.client.destroy();
  }
}
