import type { ResolvedStack, Value } from "../../../../local/terraform/resolved-stack";
import { plainStack } from "../../lambda/support/plain-stack";

type Block = { readonly [name: string]: Value };

/** A stack whose references name attributes that the JSON sets, ids, and the ARNs of functions. */
export function resolve(folder: string, terraform: Block): ResolvedStack {
  const resources: Record<string, Block> = {};
  const each = (prefix: string, types: Block) => {
    for (const [type, named] of Object.entries(types))
      for (const [name, block] of Object.entries(named as Block))
        resources[`${prefix}${type}.${name}`] = block as Block;
  };
  each("", (terraform["resource"] ?? {}) as Block);
  each("data.", (terraform["data"] ?? {}) as Block);
  const text = (value: string): string =>
    value
      .replace(/(?<!\$)\$\{([^}]+)\}/g, (_, ref: string) => {
        const at = ref.lastIndexOf(".");
        const address = ref.slice(0, at);
        const name = ref.slice(at + 1);
        const block = resources[address] ?? {};
        if (address.startsWith("aws_lambda_function") && name === "arn")
          return `arn:aws:lambda:us-east-1:123456789012:function:${String(block["function_name"])}`;
        const known = block[name];
        return typeof known === "string" ? text(known) : `${address}.${name}`;
      })
      .replaceAll("$${", "${");
  const walk = (value: Value): Value => {
    if (typeof value === "string") return text(value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  const resolved = Object.fromEntries(
    Object.entries(resources).map(([address, block]) => [
      address,
      {
        id: `${address}.id`,
        ...(address.startsWith("aws_api_gateway_rest_api.") && {
          root_resource_id: `${address}.root_resource_id`,
        }),
        ...(walk(block) as Block),
      },
    ]),
  );
  return plainStack(folder, resolved);
}
