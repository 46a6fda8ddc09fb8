import {
  emptyStack,
  resolveStack,
  type RawResource,
  type RawStack,
  type Value,
} from "../../terraform";
import type { Side } from "../describe";
import { accountOf } from "../../terraform/plan/account";
import { blockWithConfigured, configuredBlock } from "./configured";
import { literal } from "./literal";
import type {
  PlanJson,
  ResourceChange,
  StateResource,
  Values,
} from "../../terraform/plan/plan-json";
import { Redactor } from "./redactor";
import { stateBlock } from "./state-block";

type Resources = Map<string, RawResource>;

/**
 * What is deployed, and what an apply of the plan would leave. What isn't known yet is resolved from
 * the configuration, as the runner resolves a synthesised stack.
 */
export function sidesOf(plan: PlanJson, name: string): [before: Side, after: Side] {
  const redactor = new Redactor();
  const before: Resources = new Map();
  for (const resource of plan.prior_state?.values?.root_module?.resources ?? []) {
    if (resource.type !== "archive_file") {
      before.set(resource.address, stateResource(resource, redactor));
    }
  }
  const after = new Map(before);
  const configurations = configurationsOf(plan);
  for (const change of (plan.resource_changes ?? []).filter(isRead)) {
    apply(change, { before, after, redactor, configurations });
  }
  const side = (resources: Resources): Side => {
    const raw = rawStack(plan, [...resources.values()], redactor);
    const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
    const stack = resolveStack(raw, {
      apiUrl: (address) => `https://${address}`,
      environment: { AWS_REGION, AWS_DEFAULT_REGION, TF_WORKSPACE: name },
      accountId: accountOf(plan),
    });
    return { name, stack };
  };
  return [side(before), side(after)];
}

/** An archive is what functions are made of on this machine now, on neither side. */
function isRead({ type, deposed, module_address: module }: ResourceChange): boolean {
  return type !== "archive_file" && deposed === undefined && module === undefined;
}

interface Applied {
  readonly before: Resources;
  readonly after: Resources;
  readonly redactor: Redactor;
  readonly configurations: ReadonlyMap<string, Values>;
}

function apply(
  { address, type, mode, name, change }: ResourceChange,
  { before, after, redactor, configurations }: Applied,
): void {
  const resource = { address, type: typeOf(mode, type), name };
  if (change.before) {
    const values = redactor.redacted(change.before, change.before_sensitive) as Values;
    before.set(address, { ...resource, block: stateBlock(type, literal(values) as Values) });
  }
  if (change.actions.length === 1 && change.actions[0] === "forget") {
    // It stays as it is.
    return;
  }
  after.delete(address);
  if (change.after) {
    const raw = configurations.get(address.replace(/\[[^\]]*\]$/, "")) ?? {};
    const sensitive = change.after_sensitive;
    const planned = redactor.redacted(change.after, sensitive) as Values;
    const block = blockWithConfigured(
      planned,
      change.after_unknown,
      redactor.redacted(raw, sensitive) as Values,
    );
    after.set(address, { ...resource, block: stateBlock(type, block) });
  }
}

function stateResource(
  { address, type, mode, name, values, sensitive_values: sensitive }: StateResource,
  redactor: Redactor,
): RawResource {
  const block = stateBlock(type, literal(redactor.redacted(values, sensitive)) as Values);
  return { address, type: typeOf(mode, type), name, block };
}

function typeOf(mode: "managed" | "data", type: string): string {
  return mode === "data" ? `data.${type}` : type;
}

function configurationsOf({ configuration }: PlanJson): ReadonlyMap<string, Values> {
  return new Map(
    (configuration.root_module?.resources ?? []).map(
      ({ address, expressions = {} }) => [address, configuredBlock(expressions)] as const,
    ),
  );
}

function rawStack(
  { configuration, variables = {} }: PlanJson,
  resources: readonly RawResource[],
  redactor: Redactor,
): RawStack {
  const declared = configuration.root_module?.variables ?? {};
  const values = Object.entries(variables).map(
    ([name, { value = null }]): [string, { default: Value }] => [
      name,
      { default: literal(redactor.redacted(value, declared[name]?.sensitive)) },
    ],
  );
  return {
    // There are no files.
    ...emptyStack("/dev/null"),
    resources,
    variables: Object.fromEntries(values),
    awsProviders: Object.values(configuration.provider_config ?? {})
      .filter(({ name }) => name === "aws")
      .map(({ alias = null, expressions = {} }) => ({ ...configuredBlock(expressions), alias })),
  };
}
