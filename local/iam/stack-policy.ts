import { StackError } from "../terraform/stack-error";
import { evaluate, type AccessRequest } from "./evaluate";
import { parsePolicy, type Statement } from "./policy";

/** A policy of the stack, or one that a resource of the stack names. */
export interface StackPolicy {
  /** Where it is set, for messages: a Terraform address, or an ARN. */
  readonly source: string;
  /** Undefined when the stack doesn't contain the policy, or when it can't be resolved. */
  readonly statements: readonly Statement[] | undefined;
}

/** Reads a policy document. One that depends on what only an apply knows has no statements here. */
export function stackPolicy(source: string, read: () => string | undefined): StackPolicy {
  try {
    const document = read();
    return { source, statements: document === undefined ? [] : parsePolicy(document) };
  } catch (error) {
    if (!(error instanceof StackError || error instanceof SyntaxError)) {
      throw error;
    }
    return { source, statements: undefined };
  }
}

/** A value of the stack; undefined where only an apply would know it. */
export function ifResolved<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof StackError)) {
      throw error;
    }
    return undefined;
  }
}

/** What the policies decide, and what had to be assumed to decide so. */
export interface Access {
  readonly isAllowed: boolean;
  readonly isDeniedExplicitly: boolean;
  /** Each as a sentence. */
  readonly assumptions: readonly string[];
}

/** Whether the policies together allow a request. One that isn't known here counts as allowing it. */
export function accessBy(policies: readonly StackPolicy[], request: AccessRequest): Access {
  const known = policies.flatMap(({ statements = [] }) => statements);
  const { decision, assumed } = evaluate(known, request);
  const unknown = policies.filter(({ statements }) => statements === undefined);
  const isAssumed = decision === "denied implicitly" && unknown.length > 0;
  const what = `${request.action} on ${request.resource}`;
  const conditions = assumed.map(
    ({ operator, key }) =>
      `${operator} ${key}, a condition of ${what}, can't be evaluated here: it counts as met.`,
  );
  const assumedPolicies = unknown.map(
    ({ source }) => `${source} has a policy that isn't known here: it counts as allowing ${what}.`,
  );
  return {
    isAllowed: decision === "allowed" || isAssumed,
    isDeniedExplicitly: decision === "denied explicitly",
    assumptions: isAssumed ? assumedPolicies : conditions,
  };
}
