import { jsonError } from "../../gateway/common/velocity/json-error";
import type { TemplateObserver } from "../../gateway/common/velocity/observer";
import type { Located, Reference } from "../../gateway/common/velocity/syntax";
import { excerpt, wholeMarked } from "./excerpt";

/** Where a part of the rendered text comes from. */
interface Written {
  readonly from: Located;
  readonly text: string;
}

/** Observes a rendering, and refuses what strict mode doesn't allow. */
export class StrictRendering {
  private readonly missing = new Map<number, Reference>();
  private readonly written: Written[] = [];

  constructor(
    private readonly name: string,
    private readonly source: string,
  ) {}

  readonly observer: TemplateObserver = {
    onMissing: (reference) => {
      this.missing.set(reference.at, reference);
    },
    onText: (text, from) => {
      this.written.push({ from, text });
    },
  };

  /** @throws Error that names every place */
  check(text: string): void {
    const problems = [...this.missing.values()].map(({ at, text: reference }) =>
      excerpt(this.name, this.source, at, `${reference} has no value`),
    );
    if (problems.length > 0) {
      const advice = "Set it, or write $!name where it may be missing.";
      throw new Error([...problems, advice, `Rendered text:\n${text}`].join("\n\n"));
    }
    const invalid = jsonError(text);
    if (invalid) {
      const { error, offset } = invalid;
      const problem = `the rendered text is not JSON: ${error}`;
      const where = excerpt(this.name, this.source, this.origin(offset), problem);
      throw new Error(`${where}\n\nRendered text:\n${wholeMarked(text, offset)}`);
    }
  }

  /** Where in the template the character at an offset of the rendered text comes from. */
  private origin(offset: number): number | undefined {
    let end = 0;
    for (const { from, text } of this.written) {
      end += text.length;
      if (offset < end) {
        const isCopied = this.source.startsWith(text, from.at);
        return from.at + (isCopied ? offset - (end - text.length) : 0);
      }
    }
    return this.source.length;
  }
}
