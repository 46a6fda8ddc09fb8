import { spendText, spendWork } from "../work-limit";
import {
  compileAssignment,
  compileExpression,
  compileReference,
  type Evaluate,
  type ExpressionContext,
} from "./expressions";
import type { Scope } from "./scope";
import type { TemplateObserver } from "./observer";
import type { Block, Directive, Located, Node, Reference } from "./syntax";
import { TemplateError } from "./template-error";
import { isMap, isTrue, print, type VtlValue } from "./values";

export type Render = (scope: Scope) => string;

/** The state of a compilation. */
interface Compilation extends ExpressionContext {
  /** Those that the template has defined so far. */
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

export function compileBlock(nodes: readonly Node[], observer?: TemplateObserver): Render {
  const macros = new Map<string, Macro>();
  // A string in a directive isn't a part of the rendered text.
  const inString: Compilation = {
    macros,
    observer: observer && { ...observer, onText: undefined },
    compileText: (inner) => compileNodes(inner, inString),
  };
  return compileNodes(nodes, { ...inString, observer });
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
  if (Array.isArray(node)) {
    return compileDirectiveBlock(node, compilation);
  }
  switch (node.type) {
    case "text":
      return written(() => node.value, node, compilation);
    case "references":
      return written(compilePrinted(node, compilation), node, compilation);
    case "set": {
      const assign = compileAssignment(node.equal[0], compilation);
      const value = compileExpression(node.equal[1], compilation);
      return (scope) => {
        assign(scope, value(scope));
        return "";
      };
    }
    case "raw":
      return written(() => node.value, node, compilation);
    case "comment":
      return () => "";
    case "break":
      return (scope) => {
        scope.isBroken = true;
        return "";
      };
    case "macro_call":
      return compileMacroCall(node, compilation);
    case "if":
    case "elseif":
    case "else":
    case "foreach":
    case "macro":
    case "define":
    case "macro_body":
    case "noescape":
      throw new TemplateError(`#${node.type} is not supported here`, node.at);
  }
}

/** What a reference renders. */
function compilePrinted(node: Reference, compilation: Compilation): Render {
  const evaluate = compileReference(node, compilation);
  const { observer } = compilation;
  if (!observer?.onMissing || node.isOptional) {
    return (scope) => print(evaluate(scope));
  }
  return (scope) => {
    const value = evaluate(scope);
    if (value === undefined && scope.variables.has(node.id)) {
      observer.onMissing?.(node);
    }
    return print(value);
  };
}

function written(render: Render, node: Located, { observer }: Compilation): Render {
  if (!observer?.onText) {
    return render;
  }
  return (scope) => {
    const text = render(scope);
    observer.onText?.(text, node);
    return text;
  };
}

/** The content of a directive that may or may not run. */
function compileBranch(
  directive: Located,
  body: readonly Node[],
  compilation: Compilation,
): Render {
  const render = compileNodes(body, compilation);
  const { observer } = compilation;
  if (!observer?.onBranch) {
    return render;
  }
  return (scope) => {
    observer.onBranch?.(directive);
    return render(scope);
  };
}

function compileDirectiveBlock(block: Block, compilation: Compilation): Render {
  const [head, ...body] = block;
  if (head === undefined || Array.isArray(head)) {
    return compileNodes(block, compilation);
  }
  switch (head.type) {
    case "if":
      return compileIf(block, compilation);
    case "foreach":
      return compileForeach(
        head.to,
        compileExpression(head.from, compilation),
        compileBranch(head, body, compilation),
      );
    case "macro":
      return defineMacro(head, body, compilation);
    case "define":
    case "macro_body":
    case "noescape":
      throw new TemplateError(
        `#${head.type === "macro_body" ? "@" : ""}${head.id ?? head.type} is not supported`,
        head.at,
      );
    case "text":
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

function compileIf(block: Block, compilation: Compilation): Render {
  const compiled = branchesOf(block).map(([directive, body]) => ({
    condition: branchCondition(directive, compilation),
    render: compileBranch(directive, body, compilation),
  }));
  return (scope) => compiled.find((branch) => isTrue(branch.condition(scope)))?.render(scope) ?? "";
}

type BranchDirective = Extract<Directive, { type: "if" | "elseif" | "else" }>;

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

function branchCondition(directive: BranchDirective, compilation: Compilation): Evaluate {
  return directive.type === "if" || directive.type === "elseif"
    ? compileExpression(directive.condition, compilation)
    : () => true;
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
  { id, args = [], at }: Extract<Directive, { type: "macro_call" }>,
  compilation: Compilation,
): Render {
  const macro = compilation.macros.get(id);
  if (!macro) {
    throw new TemplateError(`#${id} is not a directive of API Gateway's templates`, at);
  }
  const values = args.map((argument) => compileExpression(argument, compilation));
  return (scope) => {
    if (scope.macroDepth >= MAX_MACRO_DEPTH) {
      return "";
    }
    scope.macroDepth += 1;
    let out = "";
    const local = macro.parameters.map((name, index) => [name, values[index]?.(scope)] as const);
    scope.with(new Map(local), () => {
      out = macro.body(scope);
    });
    scope.macroDepth -= 1;
    return out;
  };
}
