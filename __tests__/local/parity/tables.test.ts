import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { WARNED_ATTRIBUTES } from "../../../local/parity/tables/other-types";
import type { AttributeTable } from "../../../local/parity/treatment";
import { TABLES, treatmentOf } from "../../../local/parity/types";
import { readProviderSchema } from "../../support/provider-schema";
import { ROOT } from "../../support/root";

const { types, functions } = readProviderSchema();
const tables = Object.entries(TABLES);

/** Whether a table treats the attribute at the path, by itself or as part of a block. */
function isTreated(table: AttributeTable, [name = "", ...inner]: readonly string[]): boolean {
  const treatment = table[name];
  if (treatment?.kind !== "block") {
    return treatment !== undefined;
  }
  return isTreated(treatment.attributes, inner);
}

/** The paths of a table, of blocks those of their attributes. */
function pathsOf(table: AttributeTable): string[] {
  return Object.entries(table).flatMap(([name, treatment]) =>
    treatment.kind === "block"
      ? pathsOf(treatment.attributes).map((inner) => `${name}.${inner}`)
      : [name],
  );
}

test.each(tables)("every attribute of %s in the provider has a treatment", (type, table) => {
  const untreated = (types[type] ?? []).filter((name) => !isTreated(table, name.split(".")));

  expect(types[type]).not.toHaveLength(0);
  expect(untreated).toEqual([]);
});

/** Attributes of later versions of the provider than the schema's. */
const LATER = ["aws_lambda_permission.invoked_via_function_url"];

test.each(tables)(
  "every attribute that is treated of %s is one of the provider's",
  (type, table) => {
    const unknown = pathsOf(table).filter(
      (name) =>
        !LATER.includes(`${type}.${name}`) &&
        !types[type]?.some((known) => `${known}.`.startsWith(`${name}.`)),
    );

    expect(unknown).toEqual([]);
  },
);

test("every resource type of APIs and functions has a treatment", () => {
  const unknown = Object.keys(types).filter((type) => treatmentOf(type).kind === "unknown");

  expect(unknown).toEqual([]);
});

/**
 * Files of the runner, but for the tables, what an apply computes, what the references of a plan can
 * only be, the deployer's rights, the review, tokens for user pools, services beside the gateways,
 * which warn themselves, and a credentials file's settings, which only look like types.
 */
function sources(folder: string): string[] {
  const skipped = [
    "parity",
    "terraform/computed",
    "terraform/plan",
    "deployer",
    "review",
    "iam/sigv4",
    "tokens",
    "services",
  ].map((name) => `local/${name}`);
  if (skipped.some((name) => folder === path.join(ROOT, name))) {
    return [];
  }
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return sources(file);
    }
    return file.endsWith(".ts") ? [file] : [];
  });
}

/** Looks like a type: the gem with Lambda's client for Ruby. */
const GEM = "aws_lambda_ric";

test("every resource type in the runner's code has a table or causes a warning", () => {
  const names = sources(path.join(ROOT, "local")).flatMap((file) =>
    [...readFileSync(file, "utf8").matchAll(/"((?:data\.)?(?:aws|archive)_[a-z0-9_]+)"/g)].map(
      ([, name = ""]) => name,
    ),
  );
  const untreated = names.filter(
    (name) => name !== GEM && !["read", "warned"].includes(treatmentOf(name).kind),
  );

  expect(names).toContain("aws_lambda_function");
  expect([...new Set(untreated)]).toEqual([]);
});

/** Attributes whose name has to do with Lambda, and that invoke no function. */
const INVOKE_NOTHING = [
  "aws_alb_target_group.lambda_multi_value_headers_enabled",
  "aws_inspector2_filter.filter_criteria",
  "aws_lb_target_group.lambda_multi_value_headers_enabled",
  "aws_sns_topic.lambda_failure_feedback_role_arn",
  "aws_sns_topic.lambda_success_feedback_role_arn",
  "aws_sns_topic.lambda_success_feedback_sample_rate",
  "aws_synthetics_canary.delete_lambda",
];

test("every attribute of the provider that may invoke a function causes a warning", () => {
  const silent = Object.entries(functions)
    .filter(([type]) => treatmentOf(type).kind === "noEffect")
    .flatMap(([type, names]) =>
      names.filter((name) => !WARNED_ATTRIBUTES[type]?.[name]).map((name) => `${type}.${name}`),
    );

  expect(silent.filter((name) => !INVOKE_NOTHING.includes(name))).toEqual([]);
});
