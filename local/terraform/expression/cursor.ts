import { ExpressionSyntaxError } from "./syntax";

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const SPACE = /(?:\s|\/\*.*?\*\/|(?:\/\/|#)[^\n]*)*/sy;

/** A position in a text that is being parsed. */
export class Cursor {
  position = 0;
  /** Start and end of the white space that was skipped last. */
  private space: readonly [from: number, to: number] = [0, 0];

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(literal: string): boolean {
    return this.text.startsWith(literal, this.position);
  }

  /** Consumes the literal if it is next. */
  take(literal: string): boolean {
    if (!this.startsWith(literal)) {
      return false;
    }
    this.position += literal.length;
    return true;
  }

  /** Skips white space and comments, then consumes the literal if it is next. */
  takeToken(literal: string): boolean {
    this.skipSpace();
    return this.take(literal);
  }

  expectToken(literal: string): void {
    if (!this.takeToken(literal)) {
      this.fail(`expected "${literal}"`);
    }
  }

  /** Consumes the next name if it is the word. */
  takeWord(word: string): boolean {
    const start = this.position;
    if (this.takeIdentifier() === word) {
      return true;
    }
    this.position = start;
    return false;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) {
      this.fail(`expected "${word}"`);
    }
  }

  /** Consumes a name, which may contain hyphens. */
  expectIdentifier(): string {
    return this.takeIdentifier() ?? this.fail("expected a name");
  }

  takeIdentifier(): string | undefined {
    this.skipSpace();
    return this.match(IDENTIFIER);
  }

  /** Consumes and returns the match of the sticky pattern. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) {
      this.position += found.length;
    }
    return found;
  }

  next(): string {
    const character = this.text[this.position] ?? this.fail("expected more");
    this.position += 1;
    return character;
  }

  skipSpace(): void {
    const from = this.position;
    this.match(SPACE);
    if (this.position > from) {
      this.space = [from, this.position];
    }
  }

  /** Whether the white space and comments before the position contain the end of a line. */
  get isAfterLineEnd(): boolean {
    const [from, to] = this.space;
    if (to !== this.position) {
      return false;
    }
    return this.text
      .slice(from, to)
      .replace(/\/\*.*?\*\//gs, "")
      .includes("\n");
  }

  fail(problem: string): never {
    throw new ExpressionSyntaxError(`${problem} at ${this.location()}`);
  }

  /** The position for messages; of a text with several lines, only the line is quoted. */
  private location(): string {
    const before = this.text.slice(0, this.position).split("\n");
    const lines = this.text.split("\n");
    const line = lines[before.length - 1] ?? "";
    const character = (before.at(-1) ?? "").length + 1;
    const location = `character ${character} of ${JSON.stringify(line)}`;
    return lines.length > 1 ? `line ${before.length}, ${location}` : location;
  }
}
