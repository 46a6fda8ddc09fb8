import type { RequestContext } from "../../../iam/condition";
import { headerValue, type HttpRequest } from "../http/http-message";

/** The condition keys of a request, as the policy of a Lambda authorizer sees them. */
export function conditionKeys(
  { headers, sourceIp }: HttpRequest,
  receivedAt: Date,
): RequestContext {
  const given = (value: string | undefined) => (value === undefined ? [] : [value]);
  return new Map([
    ["aws:currenttime", [receivedAt.toISOString()]],
    ["aws:epochtime", [String(Math.floor(receivedAt.getTime() / 1000))]],
    ["aws:referer", given(headerValue(headers, "referer"))],
    // On AWS, every request is encrypted.
    ["aws:securetransport", ["true"]],
    ["aws:sourceip", [sourceIp]],
    ["aws:useragent", given(headerValue(headers, "user-agent"))],
  ]);
}
