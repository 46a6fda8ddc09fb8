import type { Block } from "../read/block";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";

/** The environment variables that the AWS provider reads. */
type Environment = Readonly<Record<string, string | undefined>>;

/** The region of the provider that a resource names (`aws.europe`), or of the default one. */
export function providerRegion(
  providers: readonly Block[],
  named: string | undefined,
  environment: Environment,
  resolve: (value: Value) => Value,
): string {
  const provider = configured(providers, named);
  if (providerAlias(named) !== undefined && !provider) {
    throw new StackError(`there is no provider ${named} in the stack`);
  }
  const region = resolve(provider?.["region"] ?? null);
  if (typeof region === "string") {
    return region;
  }
  return environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
}

/** Whether one of the providers is the default one. */
export function configuresProvider(providers: readonly Block[]): boolean {
  return configured(providers, undefined) !== undefined;
}

/** `europe` of `aws.europe`. */
export function providerAlias(named: string | undefined): string | undefined {
  return /^(?:\$\{)?[\w-]+\.([\w-]+)\}?$/.exec(named ?? "")?.[1];
}

/** `aws` of `aws.europe` and of `aws`. */
export function providerName(named: string): string | undefined {
  return /^(?:\$\{)?([\w-]+)/.exec(named)?.[1];
}

function configured(providers: readonly Block[], named: string | undefined): Block | undefined {
  const alias = providerAlias(named);
  return providers.find((candidate) => (candidate["alias"] ?? undefined) === alias);
}
