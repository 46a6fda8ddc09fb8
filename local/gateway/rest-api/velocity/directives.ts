import { spendText, spendWork } from "../../common/work-limit";
import type { VELOCITY_AST } from "velocityjs/dist/src/type";
import {
  compileAssignment,
  compileExpression,
  compileReference,
  type CompileText,
  type Evaluate,
} from "./expressions";
import type { Scope } from "./scope";
import { asNodes, type Block, type Directive, type Node } from "./syntax";
import { TemplateError } from "./template-error";
import { isMap, isTrue, print, type VtlValue } from "./values";

export type Render = (scope: Scope) => string;

/** The state of a compilation: the macros that the template has defined so far. */
export interface Compilation {
  readonly macros: Map<string, Macro>;
}

interface Macro {
  readonly parameters: readonly string[];
  body: Render;
}

/** AWS's limit of iterations of `#foreach`; further items are skipped. */
const MAX_ITERATIONS = 1000;

/**
 * Velocity's own limit of nested calls; deeper calls render nothing.
 * @see https://velocity.apache.org/engine/1.7/user-guide.html#velocimacros
 */
const MAX_MACRO_DEPTH = 20;

export function compileBlock(parsed: VELOCITY_AST[], compilation: Compilation): Render {
  return compileNodes(asNodes(parsed), compilation);
}

function compileNodes(nodes: readonly Node[], compilation: Compilation): Render {
  const parts = nodes.map((node) => compileNode(node, compilation));
  return (scope) => {
    let out = "";
    for (const part of parts) {
      spendWork(1);
      const text = part(scope);
      spendText(text.length);
      out += text;
      if (scope.isBroken) {
        break;
      }
    }
    return out;
  };
}

function compileNode(node: Node, compilation: Compilation): Render {
  const text: CompileText = (nodes) => compileNodes(nodes, compilation);
  if (typeof node === "string") {
    return () => node;
  }
  if (Array.isArray(node)) {
    return compileDirectiveBlock(node, compilation, text);
  }
  switch (node.type) {
    case "references": {
      const reference = compileReference(node, text);
      return (scope) => print(reference(scope));
    }
    case "set": {
      const assign = compileAssignment(node.equal[0], text);
      const value = compileExpression(node.equal[1], text);
      return (scope) => {
        assign(scope, value(scope));
        return "";
      };
    }
    case "raw":
      return () => node.value;
    case "comment":
      return () => "";
    case "break":
      return (scope) => {
        scope.isBroken = true;
        return "";
      };
    case "macro_call":
      return compileMacroCall(node.id, node.args ?? [], compilation, text);
    case "if":
    case "elseif":
    case "else":
    case "foreach":
    case "macro":
    case "define":
    case "macro_body":
    case "noescape":
      throw new TemplateError(`#${node.type} is not supported here`);
  }
}

function compileDirectiveBlock(block: Block, compilation: Compilation, text: CompileText): Render {
  const [head, ...body] = block;
  if (typeof head !== "object" || Array.isArray(head)) {
    return compileNodes(block, compilation);
  }
  switch (head.type) {
    case "if":
      return compileIf(block, compilation, text);
    case "foreach":
      return compileForeach(
        head.to,
        compileExpression(head.from, text),
        compileNodes(body, compilation),
      );
    case "macro":
      return defineMacro(head, body, compilation);
    case "define":
    case "macro_body":
    case "noescape":
      throw new TemplateError(
        `#${head.type === "macro_body" ? "@" : ""}${head.id ?? head.type} is not supported`,
      );
    case "references":
    case "set":
    case "raw":
    case "comment":
    case "break":
    case "elseif":
    case "else":
    case "macro_call":
      return compileNodes(block, compilation);
  }
}

function compileIf(block: Block, compilation: Compilation, text: CompileText): Render {
  const branches: { condition: Evaluate; body: Node[] }[] = [];
  for (const node of block) {
    const condition = branchCondition(node, text);
    if (condition) {
      branches.push({ condition, body: [] });
    } else {
      branches.at(-1)?.body.push(node);
    }
  }
  const compiled = branches.map(({ condition, body }) => ({
    condition,
    render: compileNodes(body, compilation),
  }));
  return (scope) => compiled.find((branch) => isTrue(branch.condition(scope)))?.render(scope) ?? "";
}

function branchCondition(node: Node, text: CompileText): Evaluate | undefined {
  if (typeof node === "string" || Array.isArray(node)) {
    return undefined;
  }
  if (node.type === "if" || node.type === "elseif") {
    return compileExpression(node.condition, text);
  }
  return node.type === "else" ? () => true : undefined;
}

function compileForeach(variable: string, from: Evaluate, body: Render): Render {
  return (scope) => {
    const items = iterable(from(scope));
    const parent = scope.variables.get("foreach");
    let out = "";
    items.slice(0, MAX_ITERATIONS).some((item, index) => {
      spendWork(ITERATION_COST);
      const loop = loopState(index, items.length, parent);
      const local = new Map<string, VtlValue>([
        [variable, item],
        ["foreach", loop],
        ["velocityCount", index + 1],
        ["velocityHasNext", index + 1 < items.length],
      ]);
      scope.with(local, () => {
        out += body(scope);
      });
      return scope.isBroken;
    });
    scope.isBroken = false;
    return out;
  };
}

/** Higher than a step's, because an iteration creates maps. */
const ITERATION_COST = 8;

function iterable(value: VtlValue): VtlValue[] {
  const items = Array.isArray(value) ? [...value] : isMap(value) ? [...value.values()] : [];
  spendWork(items.length);
  return items;
}

function loopState(index: number, length: number, parent: VtlValue): VtlValue {
  return new Map<string, VtlValue>([
    ["index", index],
    ["count", index + 1],
    ["hasNext", index + 1 < length],
    ["first", index === 0],
    ["last", index + 1 === length],
    ["parent", parent],
  ]);
}

function defineMacro(
  head: Extract<Directive, { type: "macro" }>,
  body: Block,
  compilation: Compilation,
): Render {
  const macro: Macro = {
    parameters: (head.args ?? []).map((parameter) => parameter.id),
    body: () => "",
  };
  compilation.macros.set(head.id, macro);
  macro.body = compileNodes(body, compilation);
  return () => "";
}

function compileMacroCall(
  id: string,
  args: readonly Parameters<typeof compileExpression>[0][],
  { macros }: Compilation,
  text: CompileText,
): Render {
  const macro = macros.get(id);
  if (!macro) {
    throw new TemplateError(`#${id} is not a directive of API Gateway's templates`);
  }
  const values = args.map((argument) => compileExpression(argument, text));
  return (scope) => {
    if (scope.macroDepth >= MAX_MACRO_DEPTH) {
      return "";
    }
    scope.macroDepth += 1;
    let out = "";
    const local = macro.parameters.map((name, at) => [name, values[at]?.(scope)] as const);
    scope.with(new Map(local), () => {
      out = macro.body(scope);
    });
    scope.macroDepth -= 1;
    return out;
  };
}
