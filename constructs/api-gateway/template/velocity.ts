import { createRequire } from "node:module";
import type * as Velocity from "velocityjs";

const load = createRequire(__filename);

/** A template as Velocity's parser reads it, or the first place that it can't read. */
export type ParsedTemplate =
  | { readonly nodes: unknown; readonly error?: undefined }
  | { readonly error: { readonly text: string; readonly at: number } };

interface ParserError extends Error {
  readonly hash?: {
    /** The token that the parser can't use. */
    readonly text: string;
    /** The one before. */
    readonly loc?: { readonly last_line: number; readonly last_column: number };
  };
}

/** The parser is loaded for the first template: most APIs have none. */
export function parseVelocity(text: string): ParsedTemplate {
  try {
    return { nodes: (load("velocityjs") as typeof Velocity).parse(text) };
  } catch (error) {
    return { error: readError(text, error as ParserError) };
  }
}

function readError(text: string, { hash }: ParserError): { text: string; at: number } {
  if (!hash?.loc) {
    return { text: "the end of the template is in the middle of a directive", at: text.length };
  }
  const { last_line: line, last_column: column } = hash.loc;
  const lines = [...text.matchAll(/\r\n?|\n/g)].map((end) => end.index + end[0].length);
  const at = (line < 2 ? 0 : (lines[line - 2] ?? 0)) + column;
  const found = hash.text === "" ? "the end of the template" : JSON.stringify(hash.text);
  return { text: `${found} doesn't fit here`, at };
}

export interface UnknownMember {
  readonly variable: string;
  readonly member: string;
  /** Offset in the template. */
  readonly at: number;
  /** The names that API Gateway has. */
  readonly known: readonly string[];
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html */
const MEMBERS: ReadonlyMap<string, readonly string[]> = new Map([
  ["input", ["body", "getBody", "json", "params", "path"]],
  [
    "util",
    ["escapeJavaScript", "parseJson", "urlEncode", "urlDecode", "base64Encode", "base64Decode"],
  ],
]);

/** The members of `$input` and `$util` that API Gateway doesn't have. */
export function unknownMembers(text: string, nodes: unknown): UnknownMember[] {
  return references(nodes).flatMap(({ id: variable, path: [first] }) => {
    const known = MEMBERS.get(variable);
    const member = first?.type === "index" ? undefined : first?.id;
    if (!known || typeof member !== "string" || known.includes(member)) {
      return [];
    }
    const written = new RegExp(`\\$!?\\{?${variable}\\.${member}(?![\\w-])`).exec(text);
    return [{ variable, member, at: written?.index ?? 0, known }];
  });
}

interface Reference {
  readonly id: string;
  readonly path: readonly { readonly type: string; readonly id: unknown }[];
}

/** Every reference in a tree of the parser, also those in double-quoted strings. */
function references(node: unknown): Reference[] {
  if (typeof node !== "object" || node === null) {
    return [];
  }
  const { type, id, path, isEval, value } = node as Record<string, unknown>;
  const inside = Object.values(node).flatMap(references);
  if (type === "references") {
    return [{ id: String(id), path: (path ?? []) as Reference["path"] }, ...inside];
  }
  if (type === "string" && isEval === true) {
    const parsed = parseVelocity(String(value));
    return parsed.error ? [] : references(parsed.nodes);
  }
  return inside;
}
