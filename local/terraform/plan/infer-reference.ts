import { resourceAttribute } from "../expression/resource-value";
import { isObject } from "../expression/values";
import type { Value } from "../resolved-stack";
import { StackError } from "../stack-error";
import type { Completed } from "./expected-reference";
import { completed, expectedAttribute } from "./expected-reference";

/** An expression of HCL, of which a plan has only the references. */
interface ReferencingExpression {
  readonly references: readonly string[];
  /** The attribute that it sets. Undefined for an input or output of a module, which passes it on. */
  readonly attribute: string | undefined;
  /** Key of the instance that it belongs to. */
  readonly key: string | number | undefined;
}

/** The value of a reference, if its expression can be nothing but that, or what AWS requires of it. */
interface Candidate {
  readonly value: Value;
  readonly isExpected: boolean;
}

/**
 * What an expression evaluates to, as far as its references and the attribute decide it.
 * @throws StackError if they don't
 */
export function inferReference(
  expression: ReferencingExpression,
  valueOf: (reference: string) => Value,
): Completed {
  const { attribute } = expression;
  const candidates = fullReferences(expression.references)
    .filter((reference) => !/^(count|each\.key|path|terraform)\b/.test(reference))
    .map((reference) => candidate(reference, expression, valueOf));
  const expected = candidates.filter(({ isExpected }) => isExpected);
  const [found, ...others] = expected.length > 0 ? expected : candidates;
  if (!found || others.some(({ value }) => value !== found.value)) {
    throw lost(expression.references);
  }
  if (attribute === undefined) {
    return { value: found.value };
  }
  if (isFreeText(attribute)) {
    throw lost(expression.references);
  }
  return completed(attribute, found.value);
}

/** Attributes that are set to an ID, an ARN, a name or a list of these, not to a text of any form. */
function isFreeText(attribute: string): boolean {
  return !/(^|_)(arns?|audience|bucket|credentials|endpoint|ids?|issuer|key|layers|name|provider_arns|role|target|uri|url)$/.test(
    attribute,
  );
}

function candidate(
  reference: string,
  { attribute, key }: ReferencingExpression,
  valueOf: (reference: string) => Value,
): Candidate {
  const [, type = ""] = /^(?:data\.)?(\w+)\./.exec(reference) ?? [];
  const expected = attribute === undefined ? undefined : expectedAttribute(attribute, type);
  const found = instance(valueOf(reference), key);
  if (Array.isArray(found) && found.some(isObject)) {
    throw lost([reference]);
  }
  if (!isObject(found)) {
    return { value: found, isExpected: expected !== undefined };
  }
  if (attribute === undefined) {
    return { value: found, isExpected: false };
  }
  const value = expected === undefined ? undefined : resourceAttribute(found, expected);
  if (value === undefined) {
    throw lost([reference]);
  }
  return { value, isExpected: true };
}

/** The index of a reference such as `aws_lambda_function.hello[each.key]` is a reference of its own. */
function instance(value: Value, key: string | number | undefined): Value {
  if (Array.isArray(value) && value.length === 1) {
    return value[0] ?? null;
  }
  if (key !== undefined && typeof value === "object" && value !== null) {
    const instances = value as Readonly<Record<string | number, Value>>;
    return Object.hasOwn(instances, key) ? (instances[key] ?? null) : value;
  }
  return value;
}

/** A plan lists the prefixes of a reference, too: `aws_lambda_function.hello` after its `.arn`. */
export function fullReferences(references: readonly string[]): string[] {
  return references.filter(
    (reference, at) =>
      !references
        .slice(0, at)
        .some((before) => before === reference || /^[.[]/.test(tail(before, reference))),
  );
}

function tail(text: string, start: string): string {
  return text.startsWith(start) ? text.slice(start.length) : "";
}

export function lost(references: readonly string[]): StackError {
  return new StackError(
    `it is known only after an apply, and the plan doesn't have its expression, which refers to ` +
      `${fullReferences(references).join(", ")}; keep the plan in the folder of its configuration, ` +
      `name that with --chdir, or serve a plan that Terraform makes after an apply`,
  );
}
