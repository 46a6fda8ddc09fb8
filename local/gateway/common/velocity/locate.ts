import type { VELOCITY_AST } from "velocityjs/dist/src/type";
import type { Expression, Node, Reference } from "./syntax";
import { lineStarts } from "./position";

/** As the parser returns them: its own types are looser, and only statements have a position. */
type Parsed = Draft<Node> | string | Parsed[];

/** A node whose missing fields are being added. */
type Draft<T> = T extends readonly unknown[]
  ? never
  : { -readonly [K in keyof T]: T[K] } & { leader?: string; pos?: ParserPosition };

interface ParserPosition {
  readonly first_line: number;
  readonly first_column: number;
  readonly last_line: number;
  readonly last_column: number;
}

/**
 * Adds to each node where it begins. The parser has positions of statements, but loses those of
 * texts, and of what is inside a statement. Nodes are in the order of the text, so each one is
 * found behind the one before.
 * @param offsetIn - the offset in the template of an offset in the source
 */
export function locate(
  source: string,
  parsed: readonly VELOCITY_AST[],
  offsetIn: (offset: number) => number,
): Node[] {
  return new Locator(source, offsetIn).nodes(parsed as unknown as Parsed[]);
}

const END = /#(?:end\b|\{end\})/g;

class Locator {
  private readonly lines: readonly number[];
  private cursor = 0;
  /** The parser ends a comment between \r and \n, and counts both as the end of a line. */
  private linesTooMany = 0;

  constructor(
    private readonly source: string,
    private readonly offsetIn: (offset: number) => number,
  ) {
    this.lines = lineStarts(source);
  }

  nodes(parsed: readonly Parsed[]): Node[] {
    return parsed.map((node) => this.node(node));
  }

  private node(node: Parsed): Node {
    if (typeof node === "string") {
      return { type: "text", value: node, at: this.find(node) };
    }
    if (Array.isArray(node)) {
      const block = this.nodes(node);
      this.skip(END);
      return block;
    }
    if (node.pos) {
      this.cursor = this.offset(node.pos.first_line, node.pos.first_column);
    }
    const start = this.cursor;
    node.at = this.offsetIn(start);
    this.inside(node as Node);
    if (node.pos) {
      this.cursor = this.offset(node.pos.last_line, node.pos.last_column);
    }
    if (node.type === "references") {
      node.text = this.source.slice(start, this.cursor);
    }
    return node as Node;
  }

  private inside(node: Node): void {
    if (Array.isArray(node)) {
      return;
    }
    switch (node.type) {
      case "references":
        this.reference(node);
        break;
      case "if":
      case "elseif":
        allowMissing(node.condition);
        this.expression(node.condition);
        break;
      case "foreach":
        this.expression(node.from);
        break;
      case "set":
        node.equal.forEach((side) => this.expression(side));
        break;
      case "macro":
      case "macro_call":
        (node.args ?? []).forEach((argument) => this.expression(argument));
        break;
      case "raw":
        this.find(node.value);
        break;
      case "comment":
        this.find(node.value);
        this.linesTooMany += Number(node.value.endsWith("\r"));
        break;
      case "text":
      case "else":
      case "break":
      case "define":
      case "macro_body":
      case "noescape":
    }
  }

  private expression(expression: Expression | string | number): void {
    if (typeof expression !== "object") {
      return;
    }
    switch (expression.type) {
      case "references":
        this.reference(expression);
        break;
      case "string": {
        const quote = expression.isEval ? '"' : "'";
        const quoted = `${quote}${expression.value.replaceAll(quote, `\\${quote}`)}${quote}`;
        (expression as Draft<typeof expression>).at = this.find(quoted) + 1;
        break;
      }
      case "array":
        expression.value.forEach((item) => this.expression(item));
        break;
      case "map":
        Object.values(expression.value ?? {}).forEach((item) => this.expression(item));
        break;
      case "math":
        expression.expression.forEach((operand) => this.expression(operand));
        break;
      case "integer":
      case "decimal":
      case "bool":
    }
  }

  private reference(reference: Reference): void {
    const draft = reference as Draft<Reference>;
    draft.at = this.skip(new RegExp(`\\$!?\\{?${reference.id}(?![\\w-])`, "g"));
    draft.text = `$${reference.id}`;
    draft.isOptional ||= draft.leader === "$!" || reference.id === "null";
    for (const step of reference.path ?? []) {
      if (step.type === "index") {
        this.expression(step.id);
      } else if (step.type === "method") {
        (step.args || []).forEach((argument) => this.expression(argument));
      }
    }
  }

  /** Moves behind a text, and returns where it begins. */
  private find(text: string): number {
    const found = this.source.indexOf(text, this.cursor);
    const at = found < 0 ? this.cursor : found;
    this.cursor = found < 0 ? this.cursor : found + text.length;
    return this.offsetIn(at);
  }

  /** Moves behind a pattern, and returns where it begins. */
  private skip(pattern: RegExp): number {
    pattern.lastIndex = this.cursor;
    const found = pattern.exec(this.source);
    const at = found?.index ?? this.cursor;
    this.cursor = at + (found?.[0].length ?? 0);
    return this.offsetIn(at);
  }

  private offset(line: number, column: number): number {
    return (this.lines[line - 1 - this.linesTooMany] ?? 0) + column;
  }
}

/** A test asks whether a reference has a value; a comparison doesn't. */
function allowMissing(condition: Expression): void {
  if (condition.type === "references") {
    (condition as Draft<Reference>).isOptional = true;
  } else if (
    condition.type === "math" &&
    ["not", "&&", "||", "parenthesis"].includes(condition.operator)
  ) {
    condition.expression.forEach(allowMissing);
  }
}
