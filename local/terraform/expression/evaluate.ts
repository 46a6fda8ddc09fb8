import { Value } from "../resolved-stack";
import { boolean, ExpressionTypeError, functions, number, object, text } from "./functions";
import { Expression } from "./syntax";

/** What the names of an expression mean. */
export interface Scope {
  /** Folder that relative file names start from. */
  readonly folder: string;
  /**
   * The value of a reference such as `["aws_lambda_function", "hello", "arn"]`, and how many of the
   * words it took; the rest are attributes of the value.
   */
  reference(words: readonly string[]): { readonly value: Value; readonly taken: number };
}

/** The value of the expression; throws when it calls or names what the runner doesn't know. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const of = (inner: Expression) => evaluate(inner, scope);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "template":
      return expression.parts
        .map((part) => (typeof part === "string" ? part : text(of(part))))
        .join("");
    case "name":
    case "attribute":
      return reference(expression, scope);
    case "index":
      return at(of(expression.of), of(expression.key));
    case "splat":
      return splat(of(expression.of), expression.names);
    case "call":
      return call(expression.name, expression.args, scope);
    case "unary":
      return expression.operator === "!"
        ? !boolean(of(expression.operand))
        : -number(of(expression.operand));
    case "binary":
      return binary(expression.operator, expression.left, expression.right, of);
    case "conditional":
      return of(boolean(of(expression.condition)) ? expression.yes : expression.no);
    case "list":
      return expression.items.map(of);
    case "object":
      return Object.fromEntries(
        expression.entries.map(([key, value]) => [text(of(key)), of(value)]),
      );
  }
}

function reference(expression: Expression, scope: Scope): Value {
  const words: string[] = [];
  let at: Expression = expression;
  for (; at.kind === "attribute"; at = at.of) words.unshift(at.name);
  if (at.kind !== "name") return step(evaluate(at, scope), words);
  const { value, taken } = scope.reference([at.name, ...words]);
  return step(value, words.slice(taken - 1));
}

function step(value: Value, names: readonly string[]): Value {
  return names.reduce<Value>((inner, name) => at(inner, name), value);
}

function at(value: Value, key: Value): Value {
  // Terraform's JSON may write a list of one block as the block itself.
  if (key === 0 && typeof value === "object" && !Array.isArray(value)) return value;
  const found = Array.isArray(value) ? value[number(key)] : object(value)[text(key)];
  if (found === undefined) throw new ExpressionTypeError(`there is no ${JSON.stringify(key)}`);
  return found;
}

function splat(value: Value, names: readonly string[]): Value[] {
  const items = Array.isArray(value) ? value : value === null ? [] : [value];
  return items.map((item) => step(item, names));
}

function call(name: string, args: readonly Expression[], scope: Scope): Value {
  // These two take an expression that may fail.
  if (name === "try" || name === "can") {
    for (const arg of args) {
      try {
        const value = evaluate(arg, scope);
        return name === "try" ? value : true;
      } catch {
        continue;
      }
    }
    if (name === "can") return false;
    throw new ExpressionTypeError("none of try's expressions has a value");
  }
  const called = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!called)
    throw new ExpressionTypeError(`the function "${name}" is not supported by the local runner`);
  return called(
    args.map((arg) => evaluate(arg, scope)),
    scope.folder,
  );
}

function binary(
  operator: string,
  left: Expression,
  right: Expression,
  of: (inner: Expression) => Value,
): Value {
  if (operator === "&&") return boolean(of(left)) && boolean(of(right));
  if (operator === "||") return boolean(of(left)) || boolean(of(right));
  if (operator === "==" || operator === "!=")
    return (JSON.stringify(of(left)) === JSON.stringify(of(right))) === (operator === "==");
  const [a, b] = [number(of(left)), number(of(right))];
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    default:
      return a >= b;
  }
}
