import type { Block } from "../../../local/terraform/read/block";
import type { RawStack } from "../../../local/terraform/read/raw-module";
import { emptyStack } from "../../../local/terraform/read/raw-module";

/** A stack of these resources, by type and name, in eu-west-1. */
export function stackOf(
  types: Readonly<Record<string, Readonly<Record<string, Block>>>>,
  settings: Partial<RawStack> = {},
): RawStack {
  const resources = Object.entries(types).flatMap(([type, blocks]) =>
    Object.entries(blocks).map(([name, block]) => ({
      address: `${type}.${name}`,
      type,
      name,
      block,
    })),
  );
  return {
    ...emptyStack(""),
    resources,
    awsProviders: [{ region: "eu-west-1" }],
    ...settings,
  };
}

/** The one resource of a type. */
export const named = (block: Block) => ({ it: block });
