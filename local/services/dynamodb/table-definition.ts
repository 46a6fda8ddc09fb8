import type { Attributes } from "../../terraform";

interface KeyElement {
  readonly AttributeName: string;
  readonly KeyType: "HASH" | "RANGE";
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyElement[];
  readonly Projection: {
    readonly ProjectionType: string;
    readonly NonKeyAttributes?: readonly string[];
  };
}

/**
 * The input of CreateTable.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export interface TableDefinition {
  readonly TableName: string;
  readonly AttributeDefinitions: readonly {
    readonly AttributeName: string;
    readonly AttributeType: string;
  }[];
  readonly KeySchema: readonly KeyElement[];
  readonly BillingMode: "PAY_PER_REQUEST";
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
}

/** The table that an apply would create for an `aws_dynamodb_table`. Capacity isn't limited locally. */
export function tableDefinition(table: Attributes): TableDefinition {
  const hashKey = table.string("hash_key");
  const globalIndexes = table
    .blocks("global_secondary_index")
    .map((index) => indexOf(index, globalKeySchema(index)));
  const localIndexes = table
    .blocks("local_secondary_index")
    .map((index) => indexOf(index, keySchema(hashKey, index.string("range_key"))));
  return {
    TableName: table.string("name") ?? "",
    AttributeDefinitions: table.blocks("attribute").map((attribute) => ({
      AttributeName: attribute.string("name") ?? "",
      AttributeType: attribute.string("type") ?? "",
    })),
    KeySchema: keySchema(hashKey, table.string("range_key")),
    BillingMode: "PAY_PER_REQUEST",
    ...(globalIndexes.length > 0 && { GlobalSecondaryIndexes: globalIndexes }),
    ...(localIndexes.length > 0 && { LocalSecondaryIndexes: localIndexes }),
  };
}

/** Version 6 of the provider has blocks for the keys; `hash_key` and `range_key` are the older way. */
function globalKeySchema(index: Attributes): KeyElement[] {
  const keys = index.blocks("key_schema").map((key): KeyElement => ({
    AttributeName: key.string("attribute_name") ?? "",
    KeyType: key.string("key_type") === "RANGE" ? "RANGE" : "HASH",
  }));
  return keys.length > 0 ? keys : keySchema(index.string("hash_key"), index.string("range_key"));
}

function indexOf(index: Attributes, keys: readonly KeyElement[]): Index {
  const others = index.strings("non_key_attributes");
  return {
    IndexName: index.string("name") ?? "",
    KeySchema: keys,
    Projection: {
      ProjectionType: index.string("projection_type") ?? "",
      ...(others.length > 0 && { NonKeyAttributes: others }),
    },
  };
}

function keySchema(hashKey: string | undefined, rangeKey: string | undefined): KeyElement[] {
  return [
    { AttributeName: hashKey ?? "", KeyType: "HASH" },
    ...(rangeKey === undefined
      ? []
      : [{ AttributeName: rangeKey, KeyType: "RANGE" } satisfies KeyElement]),
  ];
}
