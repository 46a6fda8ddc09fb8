import { resourceKind } from "../../core/resource-kind";
import type { IGrantable, IResourceArn } from "./grantee";
import { checkGrant, grant } from "./grantee";

/** A DynamoDB table, e.g. a `DynamodbTable` of the AWS provider. */
export interface ITable extends IResourceArn {
  /** Its global secondary indexes, if it has any. */
  readonly globalSecondaryIndexInput?: unknown;
  /** Its local secondary indexes, if it has any. */
  readonly localSecondaryIndexInput?: unknown;
}

const TABLE = resourceKind("table", "arn");

/** The actions that indexes have too. */
const QUERIES = ["dynamodb:Query", "dynamodb:Scan"];
const READS = ["dynamodb:BatchGetItem", "dynamodb:GetItem", ...QUERIES];
const WRITES = [
  "dynamodb:BatchWriteItem",
  // A condition of TransactWriteItems.
  "dynamodb:ConditionCheckItem",
  "dynamodb:DeleteItem",
  "dynamodb:PutItem",
  "dynamodb:UpdateItem",
];

/**
 * Rights to the items of a table and its indexes. Add the indexes first.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html
 */
export class TableGrants {
  constructor(private readonly table: ITable) {}

  /** To get, query and scan. */
  read(grantee: IGrantable): void {
    this.grantItems(grantee, READS);
    this.grantIndexes(grantee);
  }

  /** To put, update and delete, also in batches and transactions. */
  write(grantee: IGrantable): void {
    this.grantItems(grantee, WRITES);
  }

  readWrite(grantee: IGrantable): void {
    this.grantItems(grantee, [...READS, ...WRITES]);
    this.grantIndexes(grantee);
  }

  private grantItems(grantee: IGrantable, actions: readonly string[]): void {
    checkGrant(grantee, this.table, TABLE);
    grant(grantee, actions, [this.table.arn]);
  }

  private grantIndexes(grantee: IGrantable): void {
    const { globalSecondaryIndexInput, localSecondaryIndexInput } = this.table;
    if (globalSecondaryIndexInput !== undefined || localSecondaryIndexInput !== undefined) {
      grant(grantee, QUERIES, [`${this.table.arn}/index/*`]);
    }
  }
}
