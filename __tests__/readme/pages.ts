import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../support/root";

/** The project's documents, by their paths. The root README comes first: it starts with the set-up. */
export const PAGES = ["README.md", "constructs/README.md", "local/README.md", "CONTRIBUTING.md"];

export function readPage(page: string): string {
  return readFileSync(path.join(ROOT, page), "utf8");
}

/** A fenced code block; those in a list are indented, which is removed. */
export interface Block {
  /** Language, and what the block is: `ts test`, or a file name such as `ts main.ts`. */
  readonly info: string;
  readonly text: string;
}

export function blocksOf(page: string): Block[] {
  return blocksIn(readPage(page));
}

/** A page's text from a heading of the second level to the next one. */
export function section(page: string, heading: string): string {
  const [, ...sections] = readPage(page).split(/^## /m);
  const found = sections.find((text) => text.startsWith(`${heading}\n`));
  if (found === undefined) {
    throw new Error(`${page} has no section ${heading}`);
  }
  return found;
}

export function blocksIn(text: string): Block[] {
  const fences = text.matchAll(/^(?<indent> *)```(?<info>[^\n]+)\n(?<text>.*?)^ *```$/gms);
  return [...fences].map(({ groups: { indent = "", info = "", text = "" } = {} }) => ({
    info,
    text: text.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** The file that a block is the content of. */
export function fileOf({ info }: Block): string | undefined {
  return info.split(" ").find((word) => word.includes("."));
}
