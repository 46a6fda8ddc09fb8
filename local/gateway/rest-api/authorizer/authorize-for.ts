import type { Authorization } from "../model/authorization";
import type { Authorize, AuthorizeServices, Prepare } from "./authorize";
import { iam } from "./iam";
import { lambda } from "./lambda";
import { none } from "./none";
import { userPools } from "./user-pools";

/** The kinds of authorization. Adding one takes a file for it and a line here. */
const KINDS: { readonly [T in Authorization["type"]]: Prepare<T> } = {
  NONE: none,
  AWS_IAM: iam,
  CUSTOM: lambda,
  COGNITO_USER_POOLS: userPools,
};

/** @throws UnservableError for what can't be served */
export function authorizeFor(guard: Authorization, services: AuthorizeServices): Authorize {
  const prepare = KINDS[guard.type] as Prepare<Authorization["type"]>;
  return prepare(guard, services);
}
