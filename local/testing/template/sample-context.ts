import type {
  commonContext,
  identity,
  resourceContext,
} from "../../gateway/rest-api/call/request-context";
import { SilentMap, type VtlValue } from "../../gateway/common/velocity/values";

type Context = ReturnType<typeof commonContext> &
  ReturnType<typeof resourceContext> & { readonly identity: ReturnType<typeof identity> };

/** `$context` of a request to the stage `test` by an anonymous caller. */
const SAMPLE: Context = {
  accountId: "123456789012",
  apiId: "a1b2c3d4e5",
  deploymentId: "d1e2f3",
  domainName: "a1b2c3d4e5.execute-api.us-east-1.amazonaws.com",
  domainPrefix: "a1b2c3d4e5",
  extendedRequestId: "c6af9ac6-7b61-11e6=",
  httpMethod: "GET",
  path: "/test/",
  protocol: "HTTP/1.1",
  requestId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
  requestTime: "21/Nov/2026:12:00:00 +0000",
  requestTimeEpoch: Date.UTC(2026, 10, 21, 12),
  resourceId: "r1s2t3",
  resourcePath: "/",
  stage: "test",
  identity: {
    accessKey: null,
    accountId: null,
    caller: null,
    cognitoAuthenticationProvider: null,
    cognitoAuthenticationType: null,
    cognitoIdentityId: null,
    cognitoIdentityPoolId: null,
    principalOrgId: null,
    sourceIp: "127.0.0.1",
    user: null,
    userAgent: "jest",
    userArn: null,
  },
};

/** `$context` of the sample, with other values. */
export function contextValue(given: Readonly<Record<string, unknown>> = {}): [string, VtlValue][] {
  const merged: Record<string, unknown> = {
    ...SAMPLE,
    ...given,
    identity: { ...SAMPLE.identity, ...(given.identity as object | undefined) },
  };
  return Object.entries(merged).map(([name, value]) => [name, silent(value)]);
}

/** The maps under `$context` render as nothing. */
function silent(value: unknown): VtlValue {
  if (Array.isArray(value)) {
    return value.map(silent);
  }
  if (typeof value === "object" && value !== null) {
    return new SilentMap(Object.entries(value).map(([name, item]) => [name, silent(item)]));
  }
  return value as VtlValue;
}
