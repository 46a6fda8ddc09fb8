import type { Value } from "../../resolved-stack";
import { StackError } from "../../stack-error";
import { ExpressionValueError, shown } from "../values";

/** Syntax of RE2, Terraform's engine, that JavaScript lacks or interprets differently. */
const ONLY_RE2 = /\[\[:|\\[AzQECa]|\\[pP][^{]|\(\?[imsU-]*[imsU](?!\))[^<=!:)]*\)/;

/** Compiles a pattern of RE2, which may start with flags: `(?i)x`. */
function compile(pattern: string): RegExp {
  const [start = "", flags = ""] = /^\(\?([ims]+)\)/.exec(pattern) ?? [];
  const source = pattern
    .slice(start.length)
    .replaceAll("(?P<", "(?<")
    .replace(/\\(.)/gs, (escape, escaped: string) => coded(escaped) ?? escape);
  if (ONLY_RE2.test(source)) {
    throw new StackError(`the pattern ${shown(pattern)} is not supported by the local runner`);
  }
  try {
    return new RegExp(source, `gu${flags}`);
  } catch (error) {
    throw new StackError(
      `the pattern ${shown(pattern)} is not supported: ${(error as Error).message}`,
    );
  }
}

/** RE2 allows any punctuation to be escaped, JavaScript doesn't. */
function coded(escaped: string): string | undefined {
  if (!/[-_@#%&,;:<>=~"'`! ]/.test(escaped)) {
    return undefined;
  }
  return `\\x${escaped.charCodeAt(0).toString(16)}`;
}

/** Terraform's form of a match: an object of named groups, a list of groups, or the text. */
function captured(match: RegExpExecArray): Value {
  const groups = Object.entries(match.groups ?? {});
  if (groups.length > 0) {
    return Object.fromEntries(groups.map(([name, found]) => [name, found ?? null]));
  }
  const [whole, ...unnamed] = match;
  return unnamed.length > 0 ? unnamed.map((found) => found ?? null) : whole;
}

export function matchOne(pattern: string, value: string): Value {
  const match = compile(pattern).exec(value);
  if (match) {
    return captured(match);
  }
  throw new ExpressionValueError(`nothing in ${shown(value)} matches ${shown(pattern)}`);
}

export function matchAll(pattern: string, value: string): Value {
  return [...value.matchAll(compile(pattern))].map(captured);
}

/** In the replacement, `$1`, `${1}` and `${name}` are groups, and `$$` is a dollar. */
export function replaceAll(value: string, pattern: string, replacement: string): string {
  return value.replace(compile(pattern), (...found: unknown[]) => {
    const groups = found.at(-1);
    const named = typeof groups === "object" ? (groups as Record<string, unknown>) : {};
    const offset = found.findIndex((part) => typeof part === "number");
    const captures = found.slice(0, offset);
    return replacement.replace(
      /\$(?:\$|(\w+)|\{(\w+)\})/g,
      (reference, bare?: string, braced?: string) => {
        const name = bare ?? braced;
        if (name === undefined) {
          return reference === "$$" ? "$" : reference;
        }
        return String((/^\d+$/.test(name) ? captures[Number(name)] : named[name]) ?? "");
      },
    );
  });
}
