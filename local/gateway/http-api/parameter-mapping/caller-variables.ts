import { ownValue } from "../../common/mapping/own-value";
import type { Caller, IamCaller } from "../call/caller";

const IDENTITY: Readonly<Record<string, (caller: IamCaller) => string | null>> = {
  accountId: ({ accountId }) => accountId,
  caller: ({ userId }) => userId,
  principalOrgId: ({ principalOrgId }) => principalOrgId,
  user: ({ userId }) => userId,
  userArn: ({ userArn }) => userArn,
};

/**
 * A `$context` variable about the caller: `authorizer.claims.sub`, `authorizer.NAME` of a Lambda
 * authorizer's context, or `identity.userArn`.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
export function callerVariable(caller: Caller, variable: string): string | undefined {
  const [, group, name = ""] =
    /^(authorizer\.claims|authorizer|identity)\.(.+)$/.exec(variable) ?? [];
  switch (caller.kind) {
    case "anyone":
      return undefined;
    case "jwt":
      return group === "authorizer.claims" ? ownValue(caller.claims, name) : undefined;
    case "lambda":
      return group === "authorizer" ? textOf(caller.principalId, caller.context, name) : undefined;
    case "iam":
      return group === "identity" && Object.hasOwn(IDENTITY, name)
        ? (IDENTITY[name]?.(caller) ?? undefined)
        : undefined;
  }
}

function textOf(
  principalId: string | undefined,
  context: Readonly<Record<string, unknown>>,
  name: string,
): string | undefined {
  if (name === "principalId") {
    return principalId;
  }
  const value = Object.hasOwn(context, name) ? context[name] : undefined;
  return typeof value === "string" || value === undefined ? value : JSON.stringify(value);
}
