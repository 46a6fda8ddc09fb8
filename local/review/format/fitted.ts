/** A part of a Markdown text. Its rows are lines that can be left out. */
export interface Block {
  /** The lowest is the last to be left out. -1 is always there. */
  readonly priority: number;
  /** What the reader is told is missing, as Markdown. */
  readonly name?: string;
  readonly head: string;
  readonly rows: readonly string[];
  readonly tail: string;
}

export interface Fit {
  /** UTF-8 bytes. */
  readonly limit: number;
  /** Where the rest is, as Markdown. */
  readonly rest: string;
}

/** For the sentence that names the blocks that were left out. */
const RESERVE = 1_000;
/** For the line of a table that counts the rows that were left out. */
const ROW_RESERVE = 300;

/**
 * Joins the blocks to a text within the limit. Blocks, and rows at the end of a block, are left out
 * by priority, and the text says so.
 */
export function fitted(blocks: readonly Block[], { limit, rest }: Fit): string {
  const whole = blocks.map((block) => rendered(block, block.rows.length, rest)).join("\n");
  if (Buffer.byteLength(whole) <= limit) {
    return whole;
  }
  let left = limit - RESERVE;
  const texts = new Map<Block, string>();
  for (const block of blocks.toSorted((a, b) => a.priority - b.priority)) {
    const count = rowsWithin(block, left);
    const text = rendered(block, count, rest);
    const size = Buffer.byteLength(text) + 1;
    const isEmpty = count === 0 && block.rows.length > 0;
    if (size <= left && !isEmpty) {
      texts.set(block, text);
      left -= size;
    }
  }
  const missing = blocks.filter((block) => !texts.has(block));
  const note = missing.length > 0 ? [`${leftOut(missing, rest)}\n`] : [];
  return [...blocks.flatMap((block) => texts.get(block) ?? []), ...note].join("\n");
}

/** How many of the block's rows fit, if not all do. */
function rowsWithin({ head, rows, tail }: Block, size: number): number {
  let left = size - Buffer.byteLength(head + tail) - 1;
  const all = Buffer.byteLength(rows.join(""));
  if (all <= left) {
    return rows.length;
  }
  left -= ROW_RESERVE;
  let count = 0;
  for (const row of rows) {
    left -= Buffer.byteLength(row);
    if (left < 0) {
      break;
    }
    count += 1;
  }
  return count;
}

function rendered({ head, rows, tail }: Block, count: number, rest: string): string {
  const missing = rows.length - count;
  const note = missing > 0 ? `\n${missing} more: see ${rest}.\n` : "";
  return head + rows.slice(0, count).join("") + note + tail;
}

function leftOut(blocks: readonly Block[], rest: string): string {
  const names = blocks.flatMap(({ name }) => name ?? []);
  const shown = names.slice(0, 5).filter((name) => name.length < 100);
  const more = names.length - shown.length;
  const list = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
  return `Left out, because it is too long: ${list}. See ${rest}.`;
}
