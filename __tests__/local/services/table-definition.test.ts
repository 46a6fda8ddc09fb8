import { tableDefinition } from "../../../local/services/dynamodb/table-definition";
import { plainStack } from "../lambda/support/plain-stack";

test.each([
  ["arguments", { hash_key: "owner", range_key: "age" }],
  [
    "blocks, as in version 6 of the provider",
    {
      key_schema: [
        { attribute_name: "owner", key_type: "HASH" },
        { attribute_name: "age", key_type: "RANGE" },
      ],
    },
  ],
])("the keys of a global index are read from %s", (_, keys) => {
  const index = { name: "by_owner", projection_type: "ALL", ...keys };
  const stack = plainStack("/", {
    "aws_dynamodb_table.pets": { name: "pets", hash_key: "id", global_secondary_index: [index] },
  });

  const [definition] = stack.ofType("aws_dynamodb_table").map(tableDefinition);

  expect(definition?.GlobalSecondaryIndexes?.[0]?.KeySchema).toEqual([
    { AttributeName: "owner", KeyType: "HASH" },
    { AttributeName: "age", KeyType: "RANGE" },
  ]);
});
