import { evaluate } from "../../../iam/evaluate";
import { conditionKeys } from "../../common/permissions/condition-keys";
import { notServed } from "../../common/unservable/unservable";
import type { RoutedRequest } from "../call/call";
import type { LambdaAuthorizer } from "../model/authorizer";
import { forbidden } from "../own-responses";
import type { Decision } from "./authorize";
import type { AuthorizerResult, PolicyResult } from "./authorizer-result";
import { requestArn } from "./request-arn";

/** Whether the result of an authorizer's function lets a request through. */
export function decide(
  { name }: LambdaAuthorizer,
  result: AuthorizerResult,
  request: RoutedRequest,
): Decision {
  const { context } = result;
  if (result.kind === "policy") {
    const refused = refusalBy(name, result, request);
    const { principalId } = result;
    return refused ? { refused } : { caller: { kind: "lambda", principalId, context } };
  }
  return result.isAuthorized
    ? { caller: { kind: "lambda", principalId: undefined, context } }
    : { refused: forbidden(`authorizer ${name}: isAuthorized is false`) };
}

/** A policy must allow the request, without a condition that can't be evaluated. */
function refusalBy(name: string, { statements }: PolicyResult, request: RoutedRequest) {
  const resource = requestArn(request);
  const { decision, assumed } = evaluate(statements, {
    action: "execute-api:Invoke",
    resource,
    context: conditionKeys(request.request, request.receivedAt),
  });
  if (decision !== "allowed") {
    const reason = decision === "denied explicitly" ? "denies" : "doesn't allow";
    return forbidden(`authorizer ${name}: its policy ${reason} execute-api:Invoke on ${resource}`);
  }
  const [unknown] = assumed;
  return (
    unknown &&
    notServed(
      `authorizer ${name}: its policy has a condition that can't be evaluated locally: ${unknown.operator} ${unknown.key}`,
    )
  );
}
