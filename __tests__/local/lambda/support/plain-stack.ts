import { ResolvedResource, ResolvedStack, Value } from "../../../../local/terraform/resolved-stack";

type Block = { readonly [name: string]: Value };

/** Resources by address, without references: `{ "aws_lambda_function.hello": { … } }`. */
export type PlainResources = Readonly<Record<string, Block>>;

/** A resolved stack of literal values, so that a test needs no cdk.tf.json. */
export function plainStack(folder: string, resources: PlainResources): ResolvedStack {
  const all = Object.entries(resources).map(([address, block]) => resource(address, block));
  return {
    folder,
    accountId: "123456789012",
    region: "eu-west-1",
    ofType: (type) => all.filter((candidate) => candidate.type === type),
    all: () => all,
  };
}

function resource(address: string, block: Block): ResolvedResource {
  const at = address.lastIndexOf(".");
  const value = (name: string): Value | undefined => block[name];
  return {
    address,
    type: address.slice(0, at),
    name: address.slice(at + 1),
    names: () => Object.keys(block),
    value,
    string: (name) => value(name) as string | undefined,
    number: (name) => value(name) as number | undefined,
    boolean: (name) => value(name) as boolean | undefined,
    strings: (name) => (value(name) ?? []) as string[],
    map: (name) => (value(name) ?? {}) as Record<string, string>,
    blocks: (name) =>
      [value(name) ?? []].flat().map((inner) => resource(`${address}.${name}`, inner as Block)),
  };
}
