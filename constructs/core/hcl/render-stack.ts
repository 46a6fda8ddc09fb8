import { constant, expression, inBraces, names, quotedText } from "./expression";
import type { BlockShape, Shape } from "./shape";
import { STACK } from "./shape";

/** Blocks that providers define, by the address of their resource: `resource.aws_x.name`. */
export type ProviderBlocks = ReadonlyMap<string, Shape["blocks"]>;

/**
 * A stack in Terraform's JSON as HCL.
 * @see https://developer.hashicorp.com/terraform/language/syntax/json
 */
export function renderStack(json: object, providerBlocks: ProviderBlocks): string {
  return `${new Renderer(providerBlocks).lines(json, STACK).join("\n\n")}\n`;
}

class Renderer {
  constructor(private readonly providerBlocks: ProviderBlocks) {}

  /** The arguments and blocks of a body. */
  lines(body: object, shape: Shape): string[] {
    return Object.entries(body)
      .filter(([name, value]) => name !== "//" && value !== undefined)
      .flatMap(([name, value]: [string, unknown]) => {
        const block = shape.blocks[name];
        return block === undefined || typeof value === "string"
          ? `${name} = ${argument(name, value, shape)}`
          : this.blocks(value, block, [name]);
      });
  }

  /** The blocks of a type: JSON has a body or a list of bodies, below their labels. */
  private blocks(value: unknown, shape: BlockShape, address: readonly string[]): string[] {
    const objects = [value].flat().filter((item) => typeof item === "object" && item !== null);
    if (address.length <= (shape.labels ?? 0)) {
      return objects
        .flatMap((labels) => Object.entries(labels as object))
        .flatMap(([label, inner]) => this.blocks(inner, shape, [...address, label]));
    }
    const blocks = { ...shape.body.blocks, ...this.providerBlocks.get(address.join(".")) };
    const [type, ...labels] = address;
    const header = [type, ...labels.map(quotedText)].join(" ");
    return objects.map((body) => {
      const lines = this.lines(body as object, { ...shape.body, blocks });
      return `${header} ${lines.length === 0 ? "{}" : inBraces(lines)}`;
    });
  }
}

function argument(name: string, value: unknown, shape: Shape): string {
  if (shape.names?.includes(name)) {
    return names(value);
  }
  return shape.constants?.includes(name) ? constant(value) : expression(value);
}
