import { stretches } from "./template";

/** Synthesised Terraform JSON, as far as references are concerned. */
export interface TerraformJson {
  readonly resource?: Readonly<Record<string, Blocks>>;
  readonly data?: Readonly<Record<string, Blocks>>;
  readonly module?: Blocks;
  readonly locals?: Blocks;
}

type Blocks = Readonly<Record<string, unknown>>;

/** What a stack declares at an address, and the addresses that it refers to. */
export interface GraphNode {
  /** Path of the construct; the address where the construct isn't known. */
  readonly path: string;
  /** By address of the target: the attribute that refers to it first. */
  readonly references: ReadonlyMap<string, string>;
}

/** By address, what refers to what in a stack. */
export type ReferenceGraph = ReadonlyMap<string, GraphNode>;

/** Reads the references of every resource, data source, module and local value. */
export function referenceGraph(json: TerraformJson): ReferenceGraph {
  return new Map(
    declarations(json).map(([address, block]) => [
      address,
      { path: constructPath(block) ?? address, references: referencesOf(block) },
    ]),
  );
}

function declarations({ resource, data, module, locals }: TerraformJson): [string, unknown][] {
  return [
    ...Object.entries(resource ?? {}).flatMap(([type, blocks]) => prefixed(`${type}.`, blocks)),
    ...Object.entries(data ?? {}).flatMap(([type, blocks]) => prefixed(`data.${type}.`, blocks)),
    ...prefixed("module.", module),
    ...prefixed("local.", locals),
  ];
}

function prefixed(prefix: string, blocks: Blocks = {}): [string, unknown][] {
  return Object.entries(blocks).map(([name, block]) => [prefix + name, block]);
}

/** CDKTF writes the path of each construct into a comment of its block. */
function constructPath(block: unknown): string | undefined {
  return (block as { "//"?: { metadata?: { path?: string } } } | null)?.["//"]?.metadata?.path;
}

function referencesOf(block: unknown): ReadonlyMap<string, string> {
  const references = new Map<string, string>();
  const add = (address: string, attribute: string) => {
    if (!references.has(address)) {
      references.set(address, attribute);
    }
  };
  const visit = (value: unknown, attribute: string): void => {
    if (typeof value === "string") {
      // The entries of depends_on are addresses, not templates.
      const text = attribute.startsWith("depends_on.") ? `\${${value}}` : value;
      referencesIn(text).forEach((address) => {
        add(address, attribute);
      });
    } else if (typeof value === "object" && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        visit(item, attribute === "" ? key : `${attribute}.${key}`);
      }
    }
  };
  visit(block, "");
  return references;
}

const TRAVERSAL = /[A-Za-z_][\w-]*(\.[\w*-]+)+/g;

/**
 * The addresses that a template refers to. Quoted text in an expression is not a reference.
 * @see https://developer.hashicorp.com/terraform/language/expressions/references
 */
function referencesIn(template: string): string[] {
  return stretches(template)
    .filter(({ mode }) => mode === "expression")
    .flatMap(({ text }) => text.match(TRAVERSAL) ?? [])
    .map(addressOf);
}

function addressOf(traversal: string): string {
  return traversal
    .split(".")
    .slice(0, traversal.startsWith("data.") ? 3 : 2)
    .join(".");
}
