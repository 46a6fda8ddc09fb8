/** A directive that its template doesn't close, or that closes nothing. */
export interface UnbalancedDirective {
  /** E.g. `#if`. */
  readonly directive: string;
  /** Offset in the template. */
  readonly at: number;
  /** What is allowed. */
  readonly problem: string;
  readonly fix: string;
}

interface Opened {
  readonly name: string;
  readonly at: number;
  hasElse: boolean;
}

/**
 * Comments, unparsed content and strings that are assigned come first: what they contain is not a
 * directive of this template. A directive behind an odd number of backslashes is text.
 * @see https://velocity.apache.org/engine/1.7/vtl-reference.html
 */
const DIRECTIVE = new RegExp(
  [
    /(?<skipped>#\[\[[\s\S]*?\]\]#|#\*[\s\S]*?\*#|##.*)/,
    /(?<assigned>#set\s*\(\s*\$[^=()]*=\s*(?:'[^']*'|"(?:\\"|[^"])*"))/,
    /(?<escape>\\*)#\{?(?<name>(?:(?:if|elseif|foreach|macro|define)(?=\}?\s*\()|(?:else|end)\b))/,
    /#(?<block>@\w+)/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "g",
);

export function unbalancedDirective(text: string): UnbalancedDirective | undefined {
  const open: Opened[] = [];
  for (const { index, groups = {} } of text.matchAll(DIRECTIVE)) {
    const { escape = "", name = groups.block } = groups;
    if (name === undefined || escape.length % 2 === 1) {
      continue;
    }
    const at = index + escape.length;
    const problem = closes(name) ? closed(open, name) : opened(open, name, at);
    if (problem) {
      return { directive: `#${name}`, at, ...problem };
    }
  }
  const last = open.at(-1);
  return (
    last && {
      directive: `#${last.name}`,
      at: last.at,
      problem: "a directive with its #end",
      fix: `Add the #end of this #${last.name}.`,
    }
  );
}

type Problem = Pick<UnbalancedDirective, "problem" | "fix">;

function closes(name: string): boolean {
  return ["else", "elseif", "end"].includes(name);
}

function opened(open: Opened[], name: string, at: number): undefined {
  open.push({ name, at, hasElse: false });
}

function closed(open: Opened[], name: string): Problem | undefined {
  const last = open.at(-1);
  if (name === "end") {
    open.pop();
    return last
      ? undefined
      : { problem: "an #end for each directive", fix: "Remove this #end, or add its directive." };
  }
  if (last?.name !== "if" || last.hasElse) {
    return {
      problem: "#elseif and one #else in an #if, the #else last",
      fix: `Remove this #${name}, or move it into its #if.`,
    };
  }
  last.hasElse = name === "else";
  return undefined;
}
