import { resolved } from "../../local/terraform/support";
import { differences } from "./differences";
import type { JsonObject, PlanJson } from "./plan-json";

/** A plan of resources of one type, by name. */
function planOf(
  resources: Readonly<Record<string, JsonObject>>,
  unknown: JsonObject = {},
): PlanJson {
  const address = (name: string) => `aws_sqs_queue.${name}`;
  const planned = Object.entries(resources).map(([name, values]) => ({
    address: address(name),
    mode: "managed" as const,
    values,
  }));
  return {
    planned_values: { root_module: { child_modules: [{ resources: planned }] } },
    resource_changes: Object.keys(resources).map((name) => ({
      address: address(name),
      change: { after_unknown: unknown },
    })),
  };
}

const stackWith = (queues: object) => resolved({ resource: { aws_sqs_queue: queues } });

test("resources that only one side has are differences", () => {
  const stack = stackWith({ ours: { name: "a" } });

  expect(differences(planOf({ theirs: { name: "a" } }), stack)).toEqual([
    "aws_sqs_queue.ours: only the runner has it",
    "aws_sqs_queue.theirs: only Terraform has it",
  ]);
});

test.each([
  ["another text", { name: "a" }, { name: "b" }],
  ["a missing item", { list: ["a"] }, { list: ["a", "b"] }],
  ["another value in a map", { tags: { a: "1" } }, { tags: { a: "2" } }],
  ["a missing name in a map", { tags: { a: "1" } }, { tags: { a: "1", b: "2" } }],
  ["a missing block", { block: [{ a: 1 }] }, { block: [{ a: 1 }, { a: 2 }] }],
  ["another value in a block", { block: [{ a: 1 }] }, { block: [{ a: 2 }] }],
  ["a value that can't be resolved", { name: "${local.none}" }, { name: "a" }],
])("%s is a difference", (_, ours, theirs) => {
  expect(differences(planOf({ it: theirs }), stackWith({ it: ours }))).toHaveLength(1);
});

test.each([
  ["a number written as text", { delay: "5" }, { delay: 5 }, {}],
  ["the order of a set", { list: ["a", "b"] }, { list: ["b", "a"] }, {}],
  ["the order of blocks", { block: [{ a: 1 }, { a: 2 }] }, { block: [{ a: 2 }, { a: 1 }] }, {}],
  ["a default", { name: "a" }, { name: "a", delay: 0 }, {}],
  ["JSON written anew", { policy: '{"a": 1}' }, { policy: '{"a":1}' }, {}],
  ["an unknown value", { name: "a" }, { name: null }, { name: true }],
  ["an unknown part", { tags: { a: "1", b: "2" } }, { tags: { a: "1" } }, { tags: { b: true } }],
])("%s is not a difference", (_, ours, theirs, unknown) => {
  expect(differences(planOf({ it: theirs }, unknown), stackWith({ it: ours }))).toEqual([]);
});
