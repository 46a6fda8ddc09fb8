import { writeFileSync } from "node:fs";
import path from "node:path";
import type { ProviderSchema } from "../../support/provider-schema";
import type { Env } from "./cloud";
import { ARCHIVE, AWS, sourceOf } from "./mirrors";
import { terraformIn } from "./terraform";

/**
 * The types whose attributes are kept: what makes an API, a function, or their code and rights, and
 * what the runner makes in a service or receives events from.
 */
const KEPT = new RegExp(
  [
    "aws_(?:lambda|apigatewayv2|api_gateway)_.+",
    "aws_iam_(?:policy|policy_attachment|role|role_polic.+)",
    "aws_(?:cloudwatch_log_group|s3_object|s3_bucket_object)",
    "aws_(?:dynamodb_table|sqs_queue|sqs_queue_redrive_policy|s3_bucket|s3_bucket_notification)",
    "aws_(?:sns_topic|sns_topic_subscription|ssm_parameter|secretsmanager_secret(?:_version)?)",
    "aws_(?:cloudwatch_event_(?:bus|rule|target)|scheduler_schedule(?:_group)?|kinesis_stream)",
    "data\\.(?:archive_file|aws_iam_policy_document)",
  ]
    .map((types) => `^${types}$`)
    .join("|"),
);

const HEADER =
  "Made by `npm run provider-schema` from what `terraform providers schema -json` says of the " +
  "providers that __tests__/terraform/support/mirrors.ts names. Do not edit.";

interface Attribute {
  readonly optional?: boolean;
  readonly required?: boolean;
  readonly nested_type?: Block;
}

interface Block {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}

type Schemas = Readonly<Record<string, { readonly block: Block }>>;

interface Output {
  readonly provider_schemas: Readonly<
    Record<string, { readonly resource_schemas?: Schemas; readonly data_source_schemas?: Schemas }>
  >;
}

/** Asks the providers, in an empty folder. */
export async function askProviderSchema(folder: string, env: Env): Promise<ProviderSchema> {
  const required = [AWS, ARCHIVE].map((provider) => [
    provider.name,
    { source: sourceOf(provider), version: provider.version },
  ]);
  const terraform = { required_providers: Object.fromEntries(required) as object };
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ terraform }));
  // Running providers are asked for the schemas of the types in use only.
  const stack = terraformIn(folder, { ...env, TF_REATTACH_PROVIDERS: undefined });
  await stack.ok("init", "-input=false");
  const { stdout } = await stack.ok("providers", "schema", "-json");
  return kept(JSON.parse(stdout) as Output);
}

function kept({ provider_schemas }: Output): ProviderSchema {
  const all = Object.values(provider_schemas).flatMap((provider) => [
    ...schemasOf(provider.resource_schemas, ""),
    ...schemasOf(provider.data_source_schemas, "data."),
  ]);
  const ofTypes = all.filter(([type]) => KEPT.test(type));
  const others = all.filter(([type]) => !KEPT.test(type) && !type.startsWith("data."));
  return {
    "//": HEADER,
    providers: Object.fromEntries([AWS, ARCHIVE].map(({ name, version }) => [name, version])),
    types: Object.fromEntries(ofTypes.map(([type, block]) => [type, paths(block).sort()])),
    functions: Object.fromEntries(
      others
        .map(([type, block]) => [type, aboutFunctions(block)] as const)
        .filter(([, names]) => names.length > 0),
    ),
  };
}

function schemasOf(schemas: Schemas = {}, prefix: string): (readonly [string, Block])[] {
  return Object.entries(schemas)
    .map(([type, { block }]) => [`${prefix}${type}`, block] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** What a configuration can set in a block. */
function paths({ attributes = {}, block_types: blocks = {} }: Block): string[] {
  const settable = Object.entries(attributes).filter(([, one]) => one.optional || one.required);
  return [
    ...settable.flatMap(([name, { nested_type: nested }]) =>
      nested ? under(name, nested) : [name],
    ),
    ...Object.entries(blocks).flatMap(([name, { block }]) => under(name, block)),
  ];
}

function under(name: string, block: Block): string[] {
  return paths(block).map((inner) => `${name}.${inner}`);
}

/** Of a path, the attribute or block of the resource itself. */
function aboutFunctions(block: Block): string[] {
  const about = paths(block).filter((name) => /lambda/i.test(name));
  return [...new Set(about.map((name) => name.split(".")[0] ?? ""))].sort();
}
