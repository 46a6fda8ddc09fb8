import { clfTime } from "../common/log/clf-time";
import { decodePath } from "../common/http/decode-path";
import { eventBody } from "../common/integration/event-body";
import {
  headerValue,
  headerValues,
  joinedValues,
  type HttpRequest,
} from "../common/http/http-message";
import { mapToObject, parseQuery } from "../common/http/multi-values";
import type { Caller } from "../../iam/sigv4";
import type { FunctionUrl } from "./function-url";

/** A request that may invoke the function. */
export interface UrlCall {
  readonly url: FunctionUrl;
  readonly request: HttpRequest;
  /** Of the invocation too. */
  readonly requestId: string;
  /** The X-Ray header that the function receives. */
  readonly trace: string;
  readonly receivedAt: Date;
  /** Who has signed the request; undefined if everybody may call. */
  readonly caller: Caller | undefined;
}

/**
 * The JSON event, in payload format 2.0. It differs from that of an HTTP API in details: the raw path
 * isn't decoded, cookies are in the headers too, and nothing is added to X-Forwarded-For.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-invocation.html#urls-payloads
 */
export function urlEvent(call: UrlCall): string {
  const { request } = call;
  const query = parseQuery(request.query);
  const cookies = headerValues(request.headers, "cookie").flatMap((line) => line.split("; "));
  const body = eventBody(request);
  return JSON.stringify({
    version: "2.0",
    routeKey: "$default",
    rawPath: request.path,
    rawQueryString: request.query,
    cookies: cookies.length > 0 ? cookies : undefined,
    headers: headersOf(call),
    queryStringParameters: query.size > 0 ? mapToObject(query, (all) => all.join(",")) : undefined,
    requestContext: contextOf(call),
    body: body?.text,
    isBase64Encoded: body?.isBase64 ?? false,
  });
}

function contextOf({ url, request, requestId, receivedAt, caller }: UrlCall): object {
  return {
    accountId: caller?.accountId ?? "anonymous",
    apiId: url.urlId,
    authorizer: caller && { iam: identityOf(caller) },
    domainName: headerValue(request.headers, "host") ?? `127.0.0.1:${request.port}`,
    domainPrefix: url.urlId,
    http: {
      method: request.method,
      path: decodePath(request.path),
      protocol: "HTTP/1.1",
      sourceIp: request.sourceIp,
      userAgent: joinedValues(request.headers, "user-agent") ?? "",
    },
    requestId,
    routeKey: "$default",
    stage: "$default",
    time: clfTime(receivedAt),
    timeEpoch: receivedAt.getTime(),
  };
}

function identityOf({ accessKey, accountId, userArn, userId, principalOrgId }: Caller): object {
  const cognitoIdentity = null;
  return {
    accessKey,
    accountId,
    callerId: userId,
    cognitoIdentity,
    principalOrgId,
    userArn,
    userId,
  };
}

/** On AWS, every request is encrypted. */
const ENCRYPTED = [
  ["x-amzn-tls-cipher-suite", "TLS_AES_128_GCM_SHA256"],
  ["x-amzn-tls-version", "TLSv1.3"],
  ["x-forwarded-port", "443"],
  ["x-forwarded-proto", "https"],
] as const;
const WITHOUT_LENGTH = ["HEAD", "OPTIONS"];

function headersOf({ request, trace, caller }: UrlCall): Record<string, string> {
  const headers = joinedByName(request.headers);
  headers.delete("connection");
  if (caller) {
    headers.delete("authorization");
  }
  if (!headers.has("content-length") && !WITHOUT_LENGTH.includes(request.method)) {
    headers.set("content-length", "0");
  }
  if (!headers.has("x-forwarded-for")) {
    headers.set("x-forwarded-for", request.sourceIp);
  }
  headers.set("x-amzn-trace-id", trace);
  for (const [name, value] of ENCRYPTED) {
    headers.set(name, value);
  }
  return mapToObject(headers, (value) => value);
}

/** By their names in lower case. As recorded, each further spelling of a name repeats all values. */
function joinedByName(lines: HttpRequest["headers"]): Map<string, string> {
  const byName = new Map<string, { readonly values: string[]; readonly spellings: Set<string> }>();
  for (const [name, value] of lines) {
    const lower = name.toLowerCase();
    const known = byName.get(lower) ?? { values: [], spellings: new Set<string>() };
    known.values.push(value);
    known.spellings.add(name);
    byName.set(lower, known);
  }
  const headers = new Map<string, string>();
  for (const [name, { values, spellings }] of byName) {
    headers.set(name, Array<string>(spellings.size).fill(values.join(",")).join(","));
  }
  return headers;
}
