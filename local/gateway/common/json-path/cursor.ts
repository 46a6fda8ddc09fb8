import { spendWork } from "../limits/work-limit";
import { PathError } from "./syntax";

/** Reads a string from left to right. */
export class Cursor {
  private at = 0;

  constructor(private readonly text: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Reads a match of a pattern with the flag `y`; undefined if it doesn't match here. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    spendWork(1);
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) {
      this.at += found[0].length;
    }
    return found;
  }

  /** @throws PathError if the pattern doesn't match here */
  expect(pattern: RegExp): RegExpExecArray {
    return this.take(pattern) ?? this.fail();
  }

  /**
   * Reads up to and including the bracket that closes one already read, and returns the text before
   * it. Brackets in strings and patterns don't count.
   */
  takeToClosing(open: string, close: string): string {
    const from = this.at;
    for (let depth = 1; depth > 0;) {
      if (this.take(TEXT_OR_PATTERN)) {
        continue;
      }
      const character = this.expect(ANY_CHARACTER)[0];
      if (character === open) {
        depth += 1;
      }
      if (character === close) {
        depth -= 1;
      }
    }
    return this.text.slice(from, this.at - close.length);
  }

  fail(): never {
    throw new PathError(`unexpected ${JSON.stringify(this.text.slice(this.at, this.at + 20))}`);
  }
}

const TEXT_OR_PATTERN = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|=~\s*\/(?:[^/\\]|\\.)+\//sy;
const ANY_CHARACTER = /[\s\S]/y;
