import type { Statement } from "../../../iam/policy";
import { wellFormedPolicy } from "../../../iam/well-formed-policy";
import type { InvocationResult } from "../../../lambda/lambda-service";
import { mapToObject } from "../../common/http/multi-values";
import { functionFailed } from "../../../lambda/function-failed";
import { kindOf } from "../../common/log/reasons";
import type { LambdaAuthorizer } from "../model/authorizer";
import { inOrder } from "./in-order";

type Context = Readonly<Record<string, unknown>>;

/** What the function of an authorizer returned. Whether it lets a request through is in it. */
export type AuthorizerResult = SimpleResult | PolicyResult;

export interface SimpleResult {
  readonly kind: "simple";
  readonly isAuthorized: boolean;
  readonly context: Context;
}

export interface PolicyResult {
  readonly kind: "policy";
  readonly principalId: string;
  readonly statements: readonly Statement[];
  readonly context: Context;
}

/** There is no result. */
export class AuthorizerFailure extends Error {
  /**
   * @param reason for the log
   * @param loggedError AWS's text for the access log, where it is known
   */
  constructor(
    readonly kind: "unauthorized" | "failed",
    readonly reason: string,
    readonly loggedError?: string,
  ) {
    super(reason);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a result. Policies and simple responses are not interchangeable.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * @throws AuthorizerFailure for anything else
 */
export function readResult(
  result: InvocationResult,
  authorizer: LambdaAuthorizer,
): AuthorizerResult {
  const fields = parse(result.payload);
  // Thrown or returned.
  if (fields?.["errorMessage"] === "Unauthorized") {
    throw new AuthorizerFailure("unauthorized", "its function responded with Unauthorized");
  }
  if (result.functionError) {
    throw new AuthorizerFailure("failed", functionFailed(result));
  }
  if (!fields) {
    throw malformed("it is not a JSON object");
  }
  return authorizer.hasSimpleResponses
    ? simpleResult(fields, authorizer)
    : policyResult(fields, authorizer);
}

function parse(payload: Buffer): Fields | undefined {
  try {
    const value: unknown = JSON.parse(payload.toString("utf8"));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function simpleResult(fields: Fields, authorizer: LambdaAuthorizer): SimpleResult {
  const { isAuthorized, policyDocument } = fields;
  const isAllowed = isAuthorized === true || isAuthorized === "true";
  const isDenied = isAuthorized === false || isAuthorized === "false";
  if (!isAllowed && !isDenied) {
    throw malformed(`isAuthorized is ${kindOf(isAuthorized)}, and enable_simple_responses is true`);
  }
  if (policyDocument !== undefined) {
    throw malformed("it has a policyDocument, and enable_simple_responses is true");
  }
  return { kind: "simple", isAuthorized: isAllowed, context: contextOf(fields, authorizer) };
}

function policyResult(fields: Fields, authorizer: LambdaAuthorizer): PolicyResult {
  const { principalId, policyDocument, isAuthorized } = fields;
  if (isAuthorized !== undefined) {
    throw malformed("it has isAuthorized, and enable_simple_responses is false");
  }
  if (typeof principalId !== "string" || principalId === "") {
    throw malformed("it has no principalId");
  }
  const policy = wellFormedPolicy(policyDocument, { hasPrincipals: false });
  if ("problem" in policy) {
    throw malformed(`its policyDocument can't be read: ${policy.problem}`);
  }
  const { statements } = policy;
  return { kind: "policy", principalId, statements, context: contextOf(fields, authorizer) };
}

/** In format 1.0, values become texts; in format 2.0 they are any JSON. */
function contextOf({ context }: Fields, { payloadFormat }: LambdaAuthorizer): Context {
  const given = context ?? {};
  if (!isObject(given)) {
    throw malformed(`its context is ${kindOf(context)}`);
  }
  const values = new Map(inOrder(Object.entries(given)));
  if (payloadFormat === "1.0") {
    return mapToObject(values, contextText);
  }
  values.delete("claims");
  return mapToObject(values, (value) => value);
}

function contextText(value: unknown): string {
  if (typeof value === "string") {
    return value;
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return String(value);
  }
  throw malformed(`a value of its context is ${kindOf(value)}; format 1.0 allows no such value`);
}

/** @param what of the result is wrong; it contains no value, which may be a secret */
function malformed(what: string): AuthorizerFailure {
  return new AuthorizerFailure("failed", `the result of its function can't be used: ${what}`);
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
