import type { RequestContext } from "../../../iam/condition";
import type { Caller } from "../../../iam/sigv4";
import { headerValue } from "../../common/http/http-message";
import type { RoutedCall } from "../call/call";

/**
 * The condition keys of a request to an API. A key without values is one that this request lacks;
 * any other key, such as a tag of the caller, is unknown.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html
 */
export function callerContext(call: RoutedCall, caller?: Caller): RequestContext {
  const { request, api, receivedAt } = call;
  const given = (value: string | null | undefined) => (value ? [value] : []);
  return new Map<string, readonly string[]>([
    ["aws:currenttime", [receivedAt.toISOString()]],
    ["aws:epochtime", [String(Math.floor(receivedAt.getTime() / 1000))]],
    ["aws:principalaccount", given(caller?.accountId)],
    ["aws:principalarn", given(caller && principalArn(caller))],
    ["aws:principalorgid", given(caller?.principalOrgId)],
    ["aws:referer", given(headerValue(request.headers, "referer"))],
    ["aws:requestedregion", [api.region]],
    // On AWS every request comes by TLS.
    ["aws:securetransport", ["true"]],
    ["aws:sourceip", [request.sourceIp]],
    // Requests on this machine come by no VPC endpoint.
    ["aws:sourcevpc", []],
    ["aws:sourcevpce", []],
    ["aws:vpcsourceip", []],
    ["aws:useragent", given(headerValue(request.headers, "user-agent"))],
    ["aws:userid", given(caller?.userId)],
    ["aws:username", given(caller && /:user\/(?:.*\/)?([^/]+)$/.exec(caller.userArn)?.[1])],
  ]);
}

/** For a session, the key holds the ARN of its role. */
export function principalArn({ userArn }: Caller): string {
  return userArn.replace(/^(arn:[\w-]+):sts(::\d+):assumed-role\/([^/]+)\/.*$/, "$1:iam$2:role/$3");
}
