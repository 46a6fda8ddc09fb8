import { evaluate } from "../../../iam/evaluate";
import type { Principal, Statement } from "../../../iam/policy";
import type { Caller } from "../../../iam/sigv4";
import { UnservableRequestError } from "../../common/unservable/unservable";
import type { RoutedCall } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import type { AuthorizationType } from "../model/authorization";
import type { Authorize } from "./authorize";
import { callerContext, principalArn } from "./caller-context";
import { methodArn } from "./method-arn";
import { INVOKE } from "./policy-access";

/** The effect of the resource policy on a request that it doesn't deny. */
type Verdict = "allowed" | "silent";

/**
 * Adds the resource policy of an API to an authorization, in AWS's order: a Lambda authorizer isn't
 * invoked for what the policy denies; other callers are authenticated first.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
 */
export function withResourcePolicy(
  type: AuthorizationType,
  policy: readonly Statement[],
  authorize: Authorize,
): Authorize {
  if (type === "CUSTOM") {
    return (call) => authorize(call, ask(policy, call) === "allowed");
  }
  return async (call) => {
    const authorized = await authorize(call, false);
    const { caller } = authorized;
    const isSilent = ask(policy, call, caller) === "silent";
    // Only an identity of the API's own account gets by without being named.
    if (isSilent && caller?.accountId !== call.api.accountId) {
      const why = `because no resource-based policy allows the ${INVOKE} action`;
      throw denied(call, caller, why, "doesn't allow");
    }
    return authorized;
  };
}

/**
 * @throws GatewayError 403 where the policy denies the request
 * @throws UnservableRequestError where that depends on a condition that can't be evaluated
 */
function ask(policy: readonly Statement[], call: RoutedCall, caller?: Caller): Verdict {
  const { decision, assumed } = evaluate(policy, {
    principal: caller ? principalsOf(caller) : [],
    action: INVOKE,
    resource: methodArn(call),
    context: callerContext(call, caller),
  });
  if (decision === "denied explicitly") {
    throw denied(call, caller, "with an explicit deny", "denies");
  }
  const [unknown] = assumed;
  if (unknown) {
    throw new UnservableRequestError(
      `the resource policy has a condition that can't be evaluated: ${unknown.operator} ${unknown.key}`,
    );
  }
  return decision === "allowed" ? "allowed" : "silent";
}

/** The names by which a policy can mean a caller: itself, its role, and its account. */
function principalsOf(caller: Caller): Principal[] {
  const { userArn, accountId } = caller;
  const [, partition = "aws"] = userArn.split(":");
  const account = `arn:${partition}:iam::${accountId}:root`;
  return [userArn, principalArn(caller), account, accountId].map((id) => ({ type: "AWS", id }));
}

function denied(
  call: RoutedCall,
  caller: Caller | undefined,
  why: string,
  does: string,
): GatewayError {
  const arn = methodArn(call);
  // AWS shows the last four digits of the account.
  const masked = arn.replace(/:\d{8}(\d{4}):/, ":********$1:");
  const message = `User: ${caller?.userArn ?? "anonymous"} is not authorized to perform: ${INVOKE} on resource: ${masked} ${why}`;
  const reason = `the resource policy of ${call.api.address} ${does} ${INVOKE} on ${arn} from ${call.request.sourceIp}`;
  return new GatewayError("ACCESS_DENIED", reason, { message });
}
