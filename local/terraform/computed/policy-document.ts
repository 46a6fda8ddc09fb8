import { htmlSafe } from "../expression/values";
import type { Attributes } from "../resolved-stack";

/** The lists of a statement, by their names in a policy. */
const LISTS = [
  ["Action", "actions"],
  ["NotAction", "not_actions"],
  ["Resource", "resources"],
  ["NotResource", "not_resources"],
] as const;
const PRINCIPALS = [
  ["Principal", "principals"],
  ["NotPrincipal", "not_principals"],
] as const;

/** Other sources of a policy, which the runner does not read. */
const OTHER_DOCUMENTS = [
  "override_json",
  "override_policy_documents",
  "source_json",
  "source_policy_documents",
];

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document */
export function policyDocument(document: Attributes, indent?: number): string | undefined {
  if (OTHER_DOCUMENTS.flatMap((name) => document.value(name) ?? []).length > 0) {
    return undefined;
  }
  const id = document.string("policy_id");
  const statements = document.blocks("statement").map(statement);
  const policy = {
    Version: document.string("version") ?? "2012-10-17",
    ...(id !== undefined && { Id: id }),
    ...(statements.length > 0 && { Statement: statements }),
  };
  return htmlSafe(JSON.stringify(policy, undefined, indent));
}

function statement(block: Attributes) {
  const sid = block.string("sid");
  const lists = LISTS.map(([name, attribute]) => [name, oneOrMore(block.strings(attribute))]);
  const principals = PRINCIPALS.map(([name, blocks]) => [name, principal(block.blocks(blocks))]);
  const given = [...lists, ...principals].filter(([, value]) => value !== undefined);
  const conditions = block.blocks("condition");
  return {
    ...(sid !== undefined && { Sid: sid }),
    Effect: block.string("effect") ?? "Allow",
    ...(Object.fromEntries(given) as object),
    ...(conditions.length > 0 && { Condition: condition(conditions) }),
  };
}

/** The provider writes a list of one as its member, and others in descending order. */
function oneOrMore(values: readonly string[]): string | string[] | undefined {
  return values.length > 1 ? values.toSorted().reverse() : values[0];
}

function principal(blocks: readonly Attributes[]): object | string | undefined {
  if (blocks.length === 0) {
    return undefined;
  }
  const byType = gathered(blocks, "type", "identifiers");
  return byType["*"] === "*" ? "*" : byType;
}

function condition(blocks: readonly Attributes[]): object {
  const byTest = namesOf(blocks, "test").map((test) => {
    const ofTest = blocks.filter((block) => block.string("test") === test);
    return [test, gathered(ofTest, "variable", "values")];
  });
  return Object.fromEntries(byTest) as object;
}

/** The values of the blocks, by what each has as its key. */
function gathered(blocks: readonly Attributes[], key: string, values: string) {
  const entries = namesOf(blocks, key).map((name) => {
    const named = blocks.filter((block) => block.string(key) === name);
    return [name, oneOrMore(named.flatMap((block) => block.strings(values)))] as const;
  });
  return Object.fromEntries(entries);
}

function namesOf(blocks: readonly Attributes[], key: string): string[] {
  return [...new Set(blocks.map((block) => block.string(key) ?? ""))].sort();
}
