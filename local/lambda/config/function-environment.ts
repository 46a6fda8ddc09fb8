import type { FunctionConfig } from "./function-config";

type Variables = Readonly<Record<string, string>>;

/** Variables that are added to those of functions, each replacing the ones before. */
export interface AddedVariables {
  /** Of every function, unless it sets them itself. */
  readonly common: Variables;
  /** By Terraform address. */
  readonly overrides: Readonly<Record<string, { readonly environment?: Variables }>>;
  /** Of every function (`--env-file`). */
  readonly ofAll: Variables;
  /** By name or Terraform address (`--env`). */
  readonly ofOne: Readonly<Record<string, Variables>>;
}

export function withVariables(config: FunctionConfig, added: AddedVariables): FunctionConfig {
  const { common, overrides, ofAll, ofOne } = added;
  return {
    ...config,
    environment: {
      ...common,
      ...config.environment,
      ...overrides[config.address]?.environment,
      ...ofAll,
      ...ofOne[config.address],
      ...ofOne[config.name],
    },
  };
}

/** @throws Error for a name that no function has */
export function checkFunctionNames(
  names: readonly string[],
  functions: readonly Pick<FunctionConfig, "address" | "name">[],
): void {
  for (const name of names) {
    if (functions.every((fn) => fn.name !== name && fn.address !== name)) {
      const known = functions.map((fn) => fn.name || fn.address).join(", ");
      throw new Error(`--env ${name}: the stack has no such function. It has: ${known || "none"}.`);
    }
  }
}
