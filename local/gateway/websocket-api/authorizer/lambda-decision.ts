import { evaluate } from "../../../iam/evaluate";
import type { InvocationResult } from "../../../lambda/lambda-service";
import { conditionKeys } from "../../common/permissions/condition-keys";
import type { HttpResponse } from "../../common/http/http-message";
import {
  parsePolicyOutput,
  PolicyOutputError,
  type PolicyOutput,
} from "../../common/permissions/policy-output";
import { functionFailed } from "../../../lambda/function-failed";
import { notServed } from "../../common/unservable/unservable";
import type { Authorized, Handshake } from "./authorize";
import { connectArn } from "./connect-arn";
import { refused } from "./refused";

const INVOKE = "execute-api:Invoke";

/**
 * What the result of an authorizer's function means.
 * @param milliseconds how long the function took
 */
export function decide(
  handshake: Handshake,
  result: InvocationResult,
  milliseconds: number,
): Authorized {
  if (result.functionError) {
    return { refused: functionError(handshake, result) };
  }
  try {
    const output = parsePolicyOutput(result.payload, "dropped");
    const denial = denialBy(handshake, output);
    const { usageIdentifierKey } = output;
    return denial
      ? { refused: denial }
      : { caller: callerOf(output, milliseconds), usageIdentifierKey };
  } catch (error) {
    if (error instanceof PolicyOutputError) {
      return { refused: refused(handshake, 500, error.message) };
    }
    throw error;
  }
}

function functionError(handshake: Handshake, result: InvocationResult): HttpResponse {
  return messageOf(result.payload) === "Unauthorized"
    ? refused(handshake, 401, "the authorizer responded with Unauthorized")
    : refused(handshake, 500, `the authorizer failed: ${functionFailed(result)}`);
}

function messageOf(payload: Buffer): unknown {
  try {
    return (JSON.parse(payload.toString("utf8")) as { errorMessage?: unknown }).errorMessage;
  } catch {
    return undefined;
  }
}

const PREFIX = "User is not authorized to access this resource";
const EXPLICIT = `${PREFIX} with an explicit deny in an identity-based policy`;
const IMPLICIT = `${PREFIX} because no identity-based policy allows the ${INVOKE} action`;

/** A policy must allow the handshake, without a condition that can't be evaluated. */
function denialBy(handshake: Handshake, { statements }: PolicyOutput): HttpResponse | undefined {
  const resource = connectArn(handshake);
  const context = conditionKeys(handshake.request, handshake.receivedAt);
  const { decision, assumed } = evaluate(statements, { action: INVOKE, resource, context });
  if (decision !== "allowed") {
    const isExplicit = decision === "denied explicitly";
    const does = isExplicit ? "denies" : "doesn't allow";
    const reason = `the authorizer's policy ${does} ${INVOKE} on ${resource}`;
    return refused(handshake, 403, reason, isExplicit ? EXPLICIT : IMPLICIT);
  }
  const [unknown] = assumed;
  return (
    unknown &&
    notServed(
      `the authorizer's policy has a condition that can't be evaluated: ${unknown.operator} ${unknown.key}`,
    )
  );
}

/** Only for the event of `$connect` there is the latency. */
function callerOf({ context, principalId }: PolicyOutput, integrationLatency: number) {
  const authorizer = { ...context, ...(principalId !== undefined && { principalId }) };
  return { authorizer, integrationLatency };
}
