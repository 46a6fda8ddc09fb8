import type { Value } from "../../resolved-stack";
import { StackError } from "../../stack-error";
import {
  boolean,
  ExpressionValueError,
  integer,
  jsonString,
  jsonText,
  number,
  text,
} from "../values";

const VERB =
  /%(?<flags>[-+ 0#]*)(?<width>\d*)(?:\.(?<precision>\d+))?(?:\[(?<index>\d+)\])?(?<verb>.)/gs;

interface Directive {
  readonly flags: string;
  readonly width: string;
  readonly precision: string | undefined;
  readonly index: string | undefined;
  readonly verb: string;
}

/** @see https://developer.hashicorp.com/terraform/language/functions/format */
export function format(pattern: string, args: readonly Value[]): string {
  let next = 0;
  let used = 0;
  const result = pattern.replace(VERB, (...found: unknown[]) => {
    const directive = found.at(-1) as Directive;
    if (directive.verb === "%") {
      return "%";
    }
    const index = directive.index === undefined ? next : Number(directive.index) - 1;
    const value = args[index];
    if (value === undefined) {
      throw new ExpressionValueError(`argument ${index + 1} is missing for "${String(found[0])}"`);
    }
    next = index + 1;
    used = Math.max(used, next);
    return padded(directive, written(directive, value));
  });
  if (used < args.length) {
    throw new ExpressionValueError(`got ${args.length} arguments, but only ${used} are used`);
  }
  return result;
}

function written(directive: Directive, value: Value): string {
  const { flags, precision, verb } = directive;
  const digits = precision === undefined ? undefined : Number(precision);
  if (flags.includes("#") && verb !== "v") {
    throw unsupported(`%#${verb}`);
  }
  switch (verb) {
    case "v":
      if (value === null || typeof value === "object" || flags.includes("#")) {
        return jsonText(value);
      }
      return text(value);
    case "s":
      return [...text(value)].slice(0, digits).join("");
    case "q":
      return jsonString(text(value));
    case "t":
      return String(boolean(value));
    case "d":
      return signed(flags, integer(value).toFixed(0));
    case "b":
      return signed(flags, integer(value).toString(2));
    case "o":
      return signed(flags, integer(value).toString(8));
    case "x":
      return signed(flags, integer(value).toString(16));
    case "X":
      return signed(flags, integer(value).toString(16).toUpperCase());
    case "f":
      return signed(flags, number(value).toFixed(digits ?? 6));
    case "e":
      return signed(flags, exponential(number(value), digits ?? 6));
    default:
      throw unsupported(`%${verb}`);
  }
}

function unsupported(verb: string): StackError {
  return new StackError(`format's verb "${verb}" is not supported by the local runner`);
}

function exponential(value: number, digits: number): string {
  return value.toExponential(digits).replace(/([+-])(\d)$/, "$10$2");
}

function signed(flags: string, digits: string): string {
  if (digits.startsWith("-")) {
    return digits;
  }
  return flags.includes("+") ? `+${digits}` : flags.includes(" ") ? ` ${digits}` : digits;
}

function padded({ flags, width, verb }: Directive, value: string): string {
  const missing = Math.max(0, Number(width) - [...value].length);
  if (flags.includes("-")) {
    return value + " ".repeat(missing);
  }
  if (!flags.includes("0") || "sqvt".includes(verb)) {
    return " ".repeat(missing) + value;
  }
  const sign = /^[-+ ]/.exec(value)?.[0] ?? "";
  return sign + "0".repeat(missing) + value.slice(sign.length);
}
