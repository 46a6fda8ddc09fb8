import { planHash } from "../../../../local/review/plan/plan-hash";
import type { PlanJson, ResourceChange } from "../../../../local/terraform/plan/plan-json";

const TABLE: ResourceChange = {
  address: "aws_dynamodb_table.pets",
  mode: "managed",
  type: "aws_dynamodb_table",
  name: "pets",
  change: {
    actions: ["delete", "create"],
    before: { name: "pets", hash_key: "id", arn: "arn:aws:dynamodb:us-east-1:1:table/pets" },
    after: { name: "pets", hash_key: "key" },
    after_unknown: { arn: true },
    before_sensitive: {},
    after_sensitive: {},
    replace_paths: [["hash_key"]],
  },
};
const FUNCTION: ResourceChange = {
  address: "aws_lambda_function.pets",
  mode: "managed",
  type: "aws_lambda_function",
  name: "pets",
  change: {
    actions: ["update"],
    before: { memory_size: 128, environment: [{ variables: { KEY: "a" } }], description: "a" },
    after: { memory_size: 256, environment: [{ variables: { KEY: "b" } }], description: "b" },
    after_unknown: {},
    before_sensitive: { description: true },
    after_sensitive: {},
  },
};

function plan(changes: readonly ResourceChange[], parts: object = {}): PlanJson {
  return { format_version: "1.2", configuration: {}, resource_changes: changes, ...parts };
}

/** The function's change with another value after it. */
function functionWith(values: object): ResourceChange {
  const { change } = FUNCTION;
  const after = { ...change.after, ...values };
  return { ...FUNCTION, change: { ...change, after } as ResourceChange["change"] };
}

const HASH = planHash(plan([TABLE, FUNCTION]));

test("two plans of the same change have the same hash, in any order and at any time", () => {
  const { before, after, ...others } = TABLE.change;
  const reversed = Object.fromEntries(Object.entries(before ?? {}).toReversed()) as typeof before;
  const table = { ...TABLE, change: { after, before: reversed, ...others } };
  const unchanged = {
    ...functionWith({}),
    address: "aws_lambda_function.other",
    change: { actions: ["no-op"], before: { a: 1 }, after: { a: 1 } },
  };
  const parts = { timestamp: "2027-01-01T00:00:00Z", terraform_version: "1.12.0" };

  expect(planHash(plan([FUNCTION, unchanged, table], parts))).toBe(HASH);
});

test.each<[string, readonly ResourceChange[]]>([
  ["another value", [TABLE, functionWith({ memory_size: 512 })]],
  ["one change less", [TABLE]],
  [
    "another order",
    [{ ...TABLE, change: { ...TABLE.change, actions: ["create", "delete"] } }, FUNCTION],
  ],
  ["a move", [{ ...TABLE, previous_address: "aws_dynamodb_table.old" }, FUNCTION]],
  ["an import", [{ ...TABLE, change: { ...TABLE.change, importing: { id: "pets" } } }, FUNCTION]],
  [
    "another unknown value",
    [{ ...TABLE, change: { ...TABLE.change, after_unknown: {} } }, FUNCTION],
  ],
  ["a secret that stays", [TABLE, functionWith({ description: "a" })]],
])("a plan with %s has another hash", (_, changes) => {
  expect(planHash(plan(changes))).not.toBe(HASH);
});

test("the hash doesn't depend on secret values, which it would let people try", () => {
  const others = functionWith({
    description: "c",
    environment: [{ variables: { KEY: "c" } }],
  });

  expect(planHash(plan([TABLE, others]))).toBe(HASH);
});
