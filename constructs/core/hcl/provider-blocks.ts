import { TerraformElement } from "cdktf";
import type { TerraformStack } from "cdktf";
import type { ProviderBlocks } from "./render-stack";
import type { BlockShape, Shape } from "./shape";

/** An argument or block as CDKTF's classes of resources describe it. */
interface Described {
  readonly value?: unknown;
  readonly isBlock?: boolean;
  /** In providers, whose keys CDKTF converts. */
  readonly is_block?: boolean;
}

/** The blocks of the resources, data sources and providers in a stack, as CDKTF describes them. */
export function providerBlocks(stack: TerraformStack): ProviderBlocks {
  const found = new Map<string, Shape["blocks"]>();
  for (const element of stack.node.findAll()) {
    if (TerraformElement.isTerraformElement(element)) {
      for (const [address, body] of bodies(element)) {
        found.set(address, { ...found.get(address), ...blocksIn(body) });
      }
    }
  }
  return found;
}

/** What the element describes, with its type and labels. */
function bodies(element: TerraformElement): [address: string, body: unknown][] {
  const hcl = element.toHclTerraform() as Record<string, unknown>;
  return [
    ...["resource", "data", "ephemeral"]
      .flatMap((kind) => entries(hcl[kind], kind))
      .flatMap(([type, named]) => entries(named, type)),
    ...entries(hcl["provider"], "provider").flatMap(([address, all]) =>
      [all].flat().map((body): [string, unknown] => [address, body]),
    ),
  ];
}

function entries(value: unknown, prefix: string): [address: string, value: unknown][] {
  return Object.entries(value ?? {}).map(([label, inner]) => [`${prefix}.${label}`, inner]);
}

function blocksIn(body: unknown): Record<string, BlockShape> {
  const described = Object.entries((body ?? {}) as Record<string, Described | undefined>);
  return Object.fromEntries(
    described
      .filter(([, argument]) => argument?.isBlock ?? argument?.is_block)
      .map(([name, argument]) => [name, { body: { blocks: blocksOf(argument?.value) } }]),
  );
}

/** The blocks within all blocks of one type. */
function blocksOf(bodies: unknown): Record<string, BlockShape> {
  return Object.assign({}, ...[bodies].flat().map(blocksIn)) as Record<string, BlockShape>;
}
