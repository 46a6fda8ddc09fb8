import type { Block, Directive, Node } from "./syntax";

export type BranchDirective = Extract<Directive, { type: "if" | "elseif" | "else" }>;

/** The branches of an #if: each directive with its content. */
export function branchesOf(block: Block): [BranchDirective, Node[]][] {
  const branches: [BranchDirective, Node[]][] = [];
  for (const node of block) {
    if (isBranch(node)) {
      branches.push([node, []]);
    } else {
      branches.at(-1)?.[1].push(node);
    }
  }
  return branches;
}

function isBranch(node: Node): node is BranchDirective {
  return !Array.isArray(node) && ["if", "elseif", "else"].includes(node.type);
}
