import type { Value } from "../../resolved-stack";
import { integer, list, text } from "../values";
import { format } from "./format";
import { graphemes } from "./graphemes";
import { matchAll, matchOne, replaceAll } from "./regex";
import type { TerraformFunctions } from "./terraform-function";

function replace([value, search, replacement]: Value[]): string {
  const pattern = /^\/(.*)\/$/s.exec(text(search))?.[1];
  if (pattern === undefined) {
    return text(value).replaceAll(text(search), () => text(replacement));
  }
  return replaceAll(text(value), pattern, text(replacement));
}

function substr(value: string, offset: number, length: number): string {
  const characters = graphemes(value);
  const start = offset < 0 ? Math.max(0, characters.length + offset) : offset;
  return characters.slice(start, length < 0 ? undefined : start + length).join("");
}

function trim(value: string, taken: string): string {
  const characters = [...value];
  const isKept = (character: string) => !taken.includes(character);
  const end = characters.findLastIndex(isKept) + 1;
  const start = end === 0 ? 0 : characters.findIndex(isKept);
  return characters.slice(start, end).join("");
}

/** Iterates over the lists side by side; other arguments are the same in each row. */
function formatlist([pattern, ...args]: Value[]): string[] {
  const lists = args.filter(Array.isArray);
  const count = lists.length === 0 ? 1 : Math.max(...lists.map((values) => values.length));
  return Array.from({ length: count }, (_, row) =>
    format(
      text(pattern),
      args.map((arg) => (Array.isArray(arg) ? (arg[row] ?? null) : arg)),
    ),
  );
}

export const textFunctions: TerraformFunctions = {
  chomp: ([value]) => text(value).replace(/[\r\n]+$/, ""),
  endswith: ([value, end]) => text(value).endsWith(text(end)),
  format: ([pattern, ...args]) => format(text(pattern), args),
  formatlist: (args) => formatlist(args),
  indent: ([spaces, value]) => text(value).replaceAll("\n", `\n${" ".repeat(integer(spaces))}`),
  join: ([separator, ...lists]) => lists.flatMap(list).map(text).join(text(separator)),
  lower: ([value]) => text(value).toLowerCase(),
  regex: ([pattern, value]) => matchOne(text(pattern), text(value)),
  regexall: ([pattern, value]) => matchAll(text(pattern), text(value)),
  replace: (args) => replace(args),
  split: ([separator, value]) =>
    text(separator) === "" ? [...text(value)] : text(value).split(text(separator)),
  startswith: ([value, start]) => text(value).startsWith(text(start)),
  strcontains: ([value, part]) => text(value).includes(text(part)),
  strrev: ([value]) => graphemes(text(value)).reverse().join(""),
  substr: ([value, offset, length]) => substr(text(value), integer(offset), integer(length)),
  title: ([value]) =>
    text(value).replace(/(?<![\p{L}\p{N}_])\p{L}/gu, (letter) => letter.toUpperCase()),
  trim: ([value, taken]) => trim(text(value), text(taken)),
  trimprefix: ([value, prefix]) => {
    const [whole, start] = [text(value), text(prefix)];
    return whole.startsWith(start) ? whole.slice(start.length) : whole;
  },
  trimspace: ([value]) => text(value).trim(),
  trimsuffix: ([value, suffix]) => {
    const [whole, end] = [text(value), text(suffix)];
    return end && whole.endsWith(end) ? whole.slice(0, -end.length) : whole;
  },
  // A letter whose capital is two letters stays unchanged.
  upper: ([value]) =>
    [...text(value)].map((letter) => single(letter.toUpperCase()) ?? letter).join(""),
};

function single(value: string): string | undefined {
  return [...value].length === 1 ? value : undefined;
}
