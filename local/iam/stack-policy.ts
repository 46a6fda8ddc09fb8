import { StackError } from "../terraform/stack-error";
import { evaluate, type AccessRequest } from "./evaluate";
import { parsePolicy, type Statement } from "./policy";

/** A policy of the stack, or one that the stack refers to. */
export interface StackPolicy {
  /** Terraform address or ARN, for messages. */
  readonly source: string;
  /** Undefined if the stack doesn't contain the policy, or if it can't be resolved. */
  readonly statements: readonly Statement[] | undefined;
}

/** Reads a policy document. Its statements are undefined if they depend on values that only an apply knows. */
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

/** A value of the stack; undefined if only an apply would know it. */
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

/** The decision of policies, and the assumptions that it rests on. */
export interface Access {
  readonly isAllowed: boolean;
  readonly isDeniedExplicitly: boolean;
  /** Each as a sentence. */
  readonly assumptions: readonly string[];
}

/** Whether policies together allow a request. An unknown policy is assumed to allow it. */
export function accessBy(policies: readonly StackPolicy[], request: AccessRequest): Access {
  const known = policies.flatMap(({ statements = [] }) => statements);
  const { decision, assumed } = evaluate(known, request);
  const unknown = policies.filter(({ statements }) => statements === undefined);
  const isAssumed = decision === "denied implicitly" && unknown.length > 0;
  const what = `${request.action} on ${request.resource}`;
  const conditions = assumed.map(
    ({ operator, key }) =>
      `the local runner can't evaluate the condition ${operator} ${key} for ${what} and assumes that it is met.`,
  );
  const assumedPolicies = unknown.map(
    ({ source }) =>
      `${source}: the local runner doesn't know this policy and assumes that it allows ${what}.`,
  );
  return {
    isAllowed: decision === "allowed" || isAssumed,
    isDeniedExplicitly: decision === "denied explicitly",
    assumptions: isAssumed ? assumedPolicies : conditions,
  };
}
