import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import { blocks, labelled, merged, type Block } from "./block";
import type { Declaration } from "./declarations";

/**
 * The block that a block of an override file leaves: its arguments replace those of the same name,
 * and its nested blocks all those of their type.
 * @throws StackError where Terraform allows no override
 * @see https://developer.hashicorp.com/terraform/language/files/override#merging-behavior
 */
export function overridden(base: Declaration, override: Declaration): Declaration {
  if (override.body["depends_on"] !== undefined) {
    throw new StackError(`${override.file}: ${override.address}.depends_on can't be overridden`);
  }
  return { ...base, body: overriddenBody(base, override.body) };
}

function overriddenBody({ path: [type], body: base }: Declaration, override: Block): Block {
  const { lifecycle, validation, dynamic, ...replaced } = override;
  const replacedTypes = [...Object.keys(replaced), ...dynamicTypes(override)];
  const kept = Object.entries(base).filter(([name]) => !replacedTypes.includes(name));
  const dynamicBlocks = [
    ...labelled(base["dynamic"]).filter(([label]) => !replacedTypes.includes(label)),
    ...labelled(dynamic),
  ];
  return {
    ...Object.fromEntries(kept),
    ...replaced,
    ...(dynamicBlocks.length > 0 && { dynamic: asDynamic(dynamicBlocks) }),
    // Unlike other nested blocks, its arguments are overridden one by one.
    ...(lifecycle !== undefined && {
      lifecycle: { ...merged(base["lifecycle"]), ...merged(lifecycle) },
    }),
    // Terraform keeps the rules of the variable.
    ...(type !== "variable" && validation !== undefined && { validation }),
  };
}

function dynamicTypes({ dynamic }: Block): string[] {
  return labelled(dynamic).map(([label]) => label);
}

function asDynamic(found: readonly [label: string, body: Value][]): Value {
  return found.map(([label, body]) => ({ [label]: body }));
}

/**
 * The settings of `terraform` blocks, of override files last. A backend replaces another one, and
 * required providers are replaced one by one.
 */
export function terraformSettings(settings: readonly Block[]): Block {
  return settings.reduce<Block>((base, next) => {
    const kept = Object.entries(base).filter(([name]) => !isReplaced(name, next));
    const providers = [
      ...blocks(base["required_providers"]),
      ...blocks(next["required_providers"]),
    ];
    return {
      ...Object.fromEntries(kept),
      ...next,
      ...(providers.length > 0 && { required_providers: merged(providers) }),
    };
  }, {});
}

/** A stack has either a backend or HCP Terraform. */
function isReplaced(name: string, next: Block): boolean {
  const states = ["backend", "cloud"];
  return states.includes(name) && states.some((state) => next[state] !== undefined);
}
