import type { Caller } from "./caller";

/** `requestContext.authorizer` of an event 2.0. */
export function authorizerV2(caller: Caller): object | undefined {
  switch (caller.kind) {
    case "anyone":
      return undefined;
    case "jwt": {
      const { claims, scopes } = caller;
      return { jwt: { claims, scopes } };
    }
    case "lambda":
      return { lambda: caller.context };
    case "iam": {
      const { accessKey, accountId, principalOrgId, userArn, userId } = caller;
      const iam = { accessKey, accountId, callerId: userId, cognitoIdentity: null };
      // AWS sends the name of the condition key, not the ID of the organization.
      const organization = principalOrgId === null ? null : "aws:PrincipalOrgID";
      return { iam: { ...iam, principalOrgId: organization, userArn, userId } };
    }
  }
}

/** `requestContext.authorizer` of an event 1.0. */
export function authorizerV1(caller: Caller): object | undefined {
  switch (caller.kind) {
    case "anyone":
    case "iam":
      return undefined;
    case "jwt": {
      const { claims, scopes } = caller;
      return { claims, scopes };
    }
    case "lambda":
      return { ...caller.context, principalId: caller.principalId };
  }
}

/** What `requestContext.identity` of an event 1.0 contains about the signer of the request. */
export function signerV1(caller: Caller) {
  const iam = caller.kind === "iam" ? caller : undefined;
  return {
    accessKey: iam?.accessKey ?? null,
    accountId: iam?.accountId ?? null,
    caller: iam?.userId ?? null,
    principalOrgId: iam?.principalOrgId ?? null,
    user: iam?.userId ?? null,
    userArn: iam?.userArn ?? null,
  };
}
