import { printable } from "../../log/printable";

/** Breaks what GitHub makes a link of: mentions, references and URLs. It looks at the text, not at its source. */
const ZERO_WIDTH_SPACE = "&#8203;";
const LONGEST = 2000;

/**
 * Plain text as Markdown that shows it in one line, also in a cell of a table: no formatting, HTML,
 * link, mention, reference or formula.
 * @see https://github.github.com/gfm/
 */
export function proseMarkdown(text: string): string {
  return shortened(printable(text))
    .replace(/[\\`*_[\]<>&|~$]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replace(/@|(?<!&)#|:(?=\/\/)|\bGH(?=-\d)|\bwww(?=\.)/gi, `$&${ZERO_WIDTH_SPACE}`);
}

/** Markdown as the item of a list, in which it begins neither another list nor a heading. */
export function itemMarkdown(markdown: string): string {
  return /^[-+=\d\s]/.test(markdown) ? ZERO_WIDTH_SPACE + markdown : markdown;
}

/**
 * A code span in a cell of a table. Its fence is longer than any in the text. GitHub puts no mention
 * into code.
 */
export function codeMarkdown(text: string): string {
  const code = shortened(printable(text));
  if (code.trim() === "") {
    return proseMarkdown(code);
  }
  const longestRun = Math.max(0, ...(code.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longestRun + 1);
  const padding = code.startsWith("`") || code.endsWith("`") ? " " : "";
  return `${fence}${padding}${code.replaceAll("|", "\\|")}${padding}${fence}`;
}

/** Code outside of a table, where a backslash before a pipe would be shown. */
export function titleCodeMarkdown(text: string): string {
  return `<code>${proseMarkdown(text)}</code>`;
}

function shortened(text: string): string {
  // Not the first half of a surrogate pair.
  return text.length > LONGEST
    ? `${text.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, "")}…`
    : text;
}
