import { isDeepStrictEqual } from "node:util";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import type { MadeResources, ServiceResource } from "../service-endpoint";
import { DatabaseError, type Dynalite } from "./dynalite";
import { tableDefinition, type TableDefinition } from "./table-definition";

export const TABLE_TYPE = "aws_dynamodb_table";

/** Makes the tables of a stack that don't exist yet. Those that exist keep their items. */
export async function makeTables(database: Dynalite, stack: ResolvedStack): Promise<MadeResources> {
  const resources: ServiceResource[] = [];
  const warnings: string[] = [];
  for (const table of stack.ofType(TABLE_TYPE)) {
    try {
      const definition = tableDefinition(table);
      const { state, changes } = await makeTable(database, definition, table.address);
      warnings.push(...changes, ...missingStream(table));
      resources.push({ kind: "table", name: definition.TableName, state });
    } catch (error) {
      warnings.push(`${table.address}: the local table isn't made: ${(error as Error).message}`);
    }
  }
  return { resources, warnings };
}

async function makeTable(
  database: Dynalite,
  definition: TableDefinition,
  address: string,
): Promise<Pick<ServiceResource, "state"> & { readonly changes: string[] }> {
  const existing = await describe(database, definition.TableName);
  if (existing === undefined) {
    await database.call("CreateTable", definition);
    while ((await describe(database, definition.TableName))?.TableStatus !== "ACTIVE") {
      await nextTurn();
    }
    return { state: "created", changes: [] };
  }
  const isEqual = isDeepStrictEqual(comparable(existing), comparable(definition));
  const changes = isEqual
    ? []
    : [
        `${address}: the local table ${definition.TableName} keeps the keys and indexes that it was ` +
          "made with. Restart the runner to make it again; with --data-dir, remove its folder first.",
      ];
  return { state: "existing", changes };
}

interface TableDescription extends TableDefinition {
  readonly TableStatus: string;
}

async function describe(database: Dynalite, name: string): Promise<TableDescription | undefined> {
  try {
    const output = await database.call("DescribeTable", { TableName: name });
    return (output as { readonly Table: TableDescription }).Table;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === "ResourceNotFoundException") {
      return undefined;
    }
    throw error;
  }
}

/** What must be equal for a table to be the declared one, in an order of its own. */
function comparable(table: TableDefinition): unknown {
  const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = table;
  const indexes = [...(GlobalSecondaryIndexes ?? []), ...(LocalSecondaryIndexes ?? [])];
  return {
    KeySchema,
    attributes: Object.fromEntries(
      AttributeDefinitions.map((one) => [one.AttributeName, one.AttributeType]),
    ),
    indexes: Object.fromEntries(
      indexes.map(({ IndexName, KeySchema: keys, Projection }) => [
        IndexName,
        { keys, Projection },
      ]),
    ),
  };
}

function missingStream(table: ResolvedResource): string[] {
  return table.boolean("stream_enabled")
    ? [`${table.address}: stream_enabled has no effect in the embedded DynamoDB: it has no stream.`]
    : [];
}
