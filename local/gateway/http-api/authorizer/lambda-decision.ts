import type { RequestContext } from "../../../iam/condition";
import { evaluate } from "../../../iam/evaluate";
import { headerValue } from "../../common/http-message";
import { notServed } from "../../common/unservable";
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
    context: conditionKeys(request),
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

function conditionKeys({ request, receivedAt }: RoutedRequest): RequestContext {
  const given = (value: string | undefined) => (value === undefined ? [] : [value]);
  return new Map([
    ["aws:currenttime", [receivedAt.toISOString()]],
    ["aws:epochtime", [String(Math.floor(receivedAt.getTime() / 1000))]],
    ["aws:referer", given(headerValue(request.headers, "referer"))],
    // On AWS, every request is encrypted.
    ["aws:securetransport", ["true"]],
    ["aws:sourceip", [request.sourceIp]],
    ["aws:useragent", given(headerValue(request.headers, "user-agent"))],
  ]);
}
