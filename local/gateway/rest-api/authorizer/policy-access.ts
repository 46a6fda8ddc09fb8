import type { RequestContext } from "../../../iam/condition";
import { evaluate } from "../../../iam/evaluate";
import type { Statement } from "../../../iam/policy";
import { UnservableRequestError } from "../../common/unservable/unservable";
import { GatewayError } from "../call/gateway-error";

export const INVOKE = "execute-api:Invoke";

/**
 * Checks that the policy of an authorizer allows a request. Where it doesn't mention the request, it is
 * enough that the resource policy allows it.
 * @throws GatewayError 403 unless a statement allows it and none denies it
 * @throws UnservableRequestError where that depends on a condition that can't be evaluated
 */
export function checkIdentityPolicy(
  statements: readonly Statement[],
  resource: string,
  context: RequestContext,
  isAllowedByPolicy: boolean,
): void {
  const { decision, assumed } = evaluate(statements, { action: INVOKE, resource, context });
  if (decision === "denied explicitly") {
    throw new GatewayError("ACCESS_DENIED", `the authorizer's policy denies ${resource}`, {
      message:
        "User is not authorized to access this resource with an explicit deny in an identity-based policy",
    });
  }
  if (decision === "denied implicitly" && !isAllowedByPolicy) {
    const reason = `no statement of the authorizer's policy allows ${INVOKE} on ${resource}`;
    throw new GatewayError("ACCESS_DENIED", reason);
  }
  const [unknown] = assumed;
  if (unknown) {
    throw new UnservableRequestError(
      `the authorizer's policy has a condition that can't be evaluated: ${unknown.operator} ${unknown.key}`,
    );
  }
}
