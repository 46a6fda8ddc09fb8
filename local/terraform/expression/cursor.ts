import { ExpressionSyntaxError } from "./syntax";

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

  /** Passes over white space, then over the literal if it stands there. */
  takeToken(literal: string): boolean {
    this.skipSpace();
    return this.take(literal);
  }

  expectToken(literal: string): void {
    if (!this.takeToken(literal)) this.fail(`expected "${literal}"`);
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
    this.match(/\s*/y);
  }

  fail(problem: string): never {
    throw new ExpressionSyntaxError(
      `${problem} at character ${this.position + 1} of ${JSON.stringify(this.text)}`,
    );
  }
}
