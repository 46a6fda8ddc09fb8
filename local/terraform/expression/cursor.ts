import { ExpressionSyntaxError } from "./syntax";

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const SPACE = /(?:\s|\/\*.*?\*\/|(?:\/\/|#)[^\n]*)*/sy;

/** A place in a text that is being parsed. */
export class Cursor {
  position = 0;

  constructor(readonly text: string) {}

  get atEnd(): boolean {
    return this.position >= this.text.length;
  }

  startsWith(literal: string): boolean {
    return this.text.startsWith(literal, this.position);
  }

  /** Passes over the literal if it stands here. */
  take(literal: string): boolean {
    if (!this.startsWith(literal)) return false;
    this.position += literal.length;
    return true;
  }

  /** Passes over white space and comments, then over the literal if it stands there. */
  takeToken(literal: string): boolean {
    this.skipSpace();
    return this.take(literal);
  }

  expectToken(literal: string): void {
    if (!this.takeToken(literal)) this.fail(`expected "${literal}"`);
  }

  /** Passes over the word, if the next name is it. */
  takeWord(word: string): boolean {
    const start = this.position;
    if (this.takeIdentifier() === word) return true;
    this.position = start;
    return false;
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) this.fail(`expected "${word}"`);
  }

  /** A name, which in Terraform may hold hyphens. */
  expectIdentifier(): string {
    return this.takeIdentifier() ?? this.fail("expected a name");
  }

  takeIdentifier(): string | undefined {
    this.skipSpace();
    return this.match(IDENTIFIER);
  }

  /** What the sticky pattern matches here, passed over. */
  match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.position;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.position += found.length;
    return found;
  }

  next(): string {
    const character = this.text[this.position] ?? this.fail("expected more");
    this.position += 1;
    return character;
  }

  skipSpace(): void {
    this.match(SPACE);
  }

  fail(problem: string): never {
    throw new ExpressionSyntaxError(
      `${problem} at character ${this.position + 1} of ${JSON.stringify(this.text)}`,
    );
  }
}
