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

type Mode = "text" | "string" | "expression";

/** What matters next: in a string, in a quoted string of an expression, in an expression. */
const TOKENS: Readonly<Record<Mode, RegExp>> = {
  text: /\$\$\{|%%\{|[$%]\{/g,
  string: /\\.|\$\$\{|%%\{|[$%]\{|"/gs,
  expression: /["{}]|[A-Za-z_][\w-]*(\.[\w*-]+)*/g,
};

/**
 * The addresses that a template refers to. Quoted text in an expression is not a reference.
 * @see https://developer.hashicorp.com/terraform/language/expressions/references
 */
function referencesIn(template: string): string[] {
  const references: string[] = [];
  const modes: Mode[] = ["text"];
  let mode: Mode | undefined = "text";
  let at = 0;
  while (mode !== undefined) {
    const pattern = TOKENS[mode];
    pattern.lastIndex = at;
    const token = pattern.exec(template)?.[0];
    if (token === undefined) {
      break;
    }
    at = pattern.lastIndex;
    if (token === "}" || (token === '"' && mode === "string")) {
      modes.pop();
    } else if (token === '"') {
      modes.push("string");
    } else if (token === "${" || token === "%{" || token === "{") {
      modes.push("expression");
    } else if (mode === "expression" && token.includes(".")) {
      references.push(addressOf(token));
    }
    mode = modes.at(-1);
  }
  return references;
}

function addressOf(traversal: string): string {
  return traversal
    .split(".")
    .slice(0, traversal.startsWith("data.") ? 3 : 2)
    .join(".");
}
