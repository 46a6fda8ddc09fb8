import type { Node, ParseError } from "jsonc-parser";
import { findNodeAtLocation, parseTree, printParseErrorCode } from "jsonc-parser";

export type JsonPath = readonly (string | number)[];

/** Something wrong in a JSON file, and where. */
export interface Fault {
  readonly path: JsonPath;
  readonly message: string;
}

/** A JSON text whose parts know their lines. */
export class LocatedJson {
  readonly value: unknown;
  private readonly root: Node;

  /**
   * @param file names the text in messages
   * @throws Error if it isn't JSON, or if a name occurs twice in an object
   */
  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {
    const errors: ParseError[] = [];
    const root = parseTree(text, errors, { disallowComments: true });
    const [error] = errors;
    if (error || !root) {
      const reason = error ? inWords(error) : "value expected";
      throw new Error(`${this.at(error?.offset ?? 0)}: not valid JSON: ${reason}.`);
    }
    this.root = root;
    this.refuseRepeatedNames(root);
    this.value = JSON.parse(text);
  }

  /** One line for each fault, such as `smoke.json:12:7: apis.shop.output is 7; …`. */
  errorOf(faults: readonly Fault[]): Error {
    const lines = faults.map(({ path, message }) => {
      const node = findNodeAtLocation(this.root, [...path]) ?? this.root;
      return `${this.at(node.offset)}: ${shown(path)} ${message}`;
    });
    return new Error([...new Set(lines)].join("\n"));
  }

  /** JSON.parse would take the last one. */
  private refuseRepeatedNames(node: Node): void {
    const names = new Set<unknown>();
    for (const child of node.children ?? []) {
      if (child.type === "property") {
        const [name] = child.children ?? [];
        if (names.has(name?.value)) {
          const twice = JSON.stringify(name?.value);
          throw new Error(`${this.at(child.offset)}: ${twice} occurs twice. Keep one.`);
        }
        names.add(name?.value);
      }
      this.refuseRepeatedNames(child);
    }
  }

  private at(offset: number): string {
    const lines = this.text.slice(0, offset).split("\n");
    return `${this.file}:${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  }
}

/** `CommaExpected` in words. */
function inWords({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
}

/** `apis.shop.checks[0].response` */
function shown(path: JsonPath): string {
  const text = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  return text.replace(/^\./, "") || "the file";
}
