import { parse } from "./parse";
import { lineStarts } from "./position";
import type { Node } from "./syntax";
import { TemplateError } from "./template-error";

/**
 * Marks the end of the template. The parser accepts a directive without its #end, and after an #end
 * too many it drops the rest: the mark is then inside a block, or missing.
 */
const MARK = "end-of-template";

/** @throws TemplateError when Velocity couldn't parse it */
export function parseTemplate(source: string): Node[] {
  // The parser treats #stop as text.
  const stop = /#(?:stop\b|\{stop\})/.exec(source);
  if (stop) {
    throw new TemplateError("#stop is not supported", stop.index);
  }
  const nodes = parseMarked(source);
  const unclosed = nodes.findLast((node) => Array.isArray(node) && blockWithMark(node));
  const head = Array.isArray(unclosed) ? blockWithMark(unclosed)?.[0] : undefined;
  if (head && !Array.isArray(head)) {
    throw new TemplateError(`#${head.type} has no #end`, head.at);
  }
  if (!isMark(nodes.pop())) {
    throw new TemplateError("an #end closes nothing");
  }
  return nodes;
}

function parseMarked(source: string): Node[] {
  // The mark would become part of a comment, or escaped.
  const isJoined = /##[^\r\n]*$|[#\\]$/.test(source);
  try {
    const nodes = parse(`${source}${isJoined ? "\n" : ""}#set($${MARK} = 0)`);
    return isJoined ? nodes.map(withoutNewline) : nodes;
  } catch (error) {
    if (!(error instanceof Error)) {
      throw error;
    }
    throw syntaxError(source, error);
  }
}

function withoutNewline(node: Node, index: number, { length }: readonly Node[]): Node {
  const isLast = index === length - 2;
  return isLast && !Array.isArray(node) && node.type === "text"
    ? { ...node, value: node.value.replace(/\n$/, "") }
    : node;
}

/** What the parser adds to its errors: the token that it can't use, and where the one before ends. */
interface ParserError extends Error {
  readonly hash?: {
    readonly text: string;
    readonly loc?: { readonly last_line: number; readonly last_column: number };
  };
}

function syntaxError(source: string, { message, hash }: ParserError): TemplateError {
  if (!hash?.loc) {
    return new TemplateError(message.split("\n", 1).join(""));
  }
  const { last_line: line, last_column: column } = hash.loc;
  const at = Math.min((lineStarts(source)[line - 1] ?? 0) + column, source.length);
  const isEnd = hash.text === "" || at === source.length;
  return new TemplateError(
    isEnd
      ? "the template ends too early"
      : `${JSON.stringify(hash.text)} can't be parsed by Velocity here`,
    at,
  );
}

/** The innermost block that contains the mark. */
function blockWithMark(block: Node[]): Node[] | undefined {
  for (const node of block) {
    const inner = Array.isArray(node) ? blockWithMark(node) : undefined;
    if (inner) {
      return inner;
    }
  }
  return block.some(isMark) ? block : undefined;
}

function isMark(node: Node | undefined): boolean {
  return !Array.isArray(node) && node?.type === "set" && node.equal[0].id === MARK;
}
