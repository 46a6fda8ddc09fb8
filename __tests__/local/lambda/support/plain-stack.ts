import type { ResolvedStack, Value } from "../../../../local/terraform";
import { emptyStack, resolveStack } from "../../../../local/terraform";

type Block = { readonly [name: string]: Value };

/** Resources by address: `{ "aws_lambda_function.hello": { … } }`. */
export type PlainResources = Readonly<Record<string, Block>>;

/** A stack of these resources, so that a test needs no cdk.tf.json. */
export function plainStack(folder: string, resources: PlainResources): ResolvedStack {
  const raw = {
    ...emptyStack(folder),
    resources: Object.entries(resources).map(([address, block]) => {
      const at = address.lastIndexOf(".");
      return { address, type: address.slice(0, at), name: address.slice(at + 1), block };
    }),
  };
  return resolveStack(raw, { apiUrl: () => "", environment: { AWS_REGION: "eu-west-1" } });
}
