import { parseTemplate } from "../../../gateway/common/velocity/parse-template";
import type { Located, Node } from "../../../gateway/common/velocity/syntax";

/** A part of a template that only some renderings run. */
export interface Branch extends Located {
  /** `#if`, `#elseif`, `#else` or `#foreach` */
  readonly directive: string;
}

const BRANCHES = ["if", "elseif", "else", "foreach"];

/** @throws TemplateError if it can't be parsed */
export function branches(source: string): Branch[] {
  return inside(parseTemplate(source));
}

function inside(nodes: readonly Node[]): Branch[] {
  return nodes.flatMap((node) => {
    if (Array.isArray(node)) {
      return inside(node);
    }
    return BRANCHES.includes(node.type) ? [{ directive: `#${node.type}`, at: node.at }] : [];
  });
}
