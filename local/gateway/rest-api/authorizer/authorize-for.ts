import type { Authorized } from "../call/authorized";
import type { RoutedCall } from "../call/call";
import type { Authorization } from "../model/authorization";
import type { AuthorizeServices, Prepare } from "./authorize";
import { iam } from "./iam";
import { lambda } from "./lambda";
import { none } from "./none";
import { withResourcePolicy } from "./resource-policy";
import { userPools } from "./user-pools";

/** The kinds of authorization. Adding one takes a file for it and a line here. */
const KINDS: { readonly [T in Authorization["type"]]: Prepare<T> } = {
  NONE: none,
  AWS_IAM: iam,
  CUSTOM: lambda,
  COGNITO_USER_POOLS: userPools,
};

/**
 * Decides whether a request may reach its integration, by all that guards the method.
 * @throws GatewayError unless the decision is positive
 */
export type AuthorizeMethod = (call: RoutedCall) => Authorized | Promise<Authorized>;

/** @throws UnservableError for what can't be served */
export function authorizeFor(guard: Authorization, services: AuthorizeServices): AuthorizeMethod {
  const prepare = KINDS[guard.type] as Prepare<Authorization["type"]>;
  const authorize = prepare(guard, services);
  const { policy } = services.api;
  const decide = policy ? withResourcePolicy(guard.type, policy, authorize) : authorize;
  return (call) => decide(call, false);
}
