import type { Block } from "../read/read-stack";
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
  const alias = /^(?:\$\{)?\w+\.([\w-]+)\}?$/.exec(named ?? "")?.[1];
  const provider = providers.find((candidate) => (candidate["alias"] ?? undefined) === alias);
  if (alias !== undefined && !provider) {
    throw new StackError(`there is no provider ${named} in the stack`);
  }
  const configured = resolve(provider?.["region"] ?? null);
  if (typeof configured === "string") {
    return configured;
  }
  return environment["AWS_REGION"] ?? environment["AWS_DEFAULT_REGION"] ?? "us-east-1";
}
