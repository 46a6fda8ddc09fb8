import { spendText, spendWork } from "../limits/work-limit";
import {
  compileAssignment,
  compileExpression,
  compileReference,
  type ExpressionContext,
} from "./expressions";
import { type BranchDirective, branchesOf } from "./branches";
import { compileForeach } from "./foreach";
import { callMacro, type Macro } from "./macro";
import type { Evaluate, Render } from "./scope";
import type { TemplateObserver } from "./observer";
import type { Block, Directive, Located, Node, Reference } from "./syntax";
import { TemplateError } from "./template-error";
import { isTrue, print } from "./values";

/** The state of a compilation. */
interface Compilation extends ExpressionContext {
  /** Those that the template has defined so far. */
  readonly macros: Map<string, Macro>;
}

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

function branchCondition(directive: BranchDirective, compilation: Compilation): Evaluate {
  return directive.type === "if" || directive.type === "elseif"
    ? compileExpression(directive.condition, compilation)
    : () => true;
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
  return callMacro(macro, values);
}
