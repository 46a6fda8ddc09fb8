import type { Access, Authorization } from "../describe";
import { isPublic } from "../describe";
import { missing, onBoth, type Rule, type RouteOfApi } from "./rule";

type RouteRule = Rule<RouteOfApi>;

/** Rules about who may call a route. */
export const accessRules: readonly RouteRule[] = [
  {
    id: "public-route-added",
    severity: "risky",
    kind: "public",
    find: ({ before, after }) =>
      !before && after && isPublic(after.route.access)
        ? ["The new route is public: anybody can call it."]
        : [],
  },
  {
    id: "route-made-public",
    severity: "risky",
    kind: "public",
    find: onAccess((before, after) =>
      !isPublic(before) && isPublic(after) ? ["Anybody can call it now."] : [],
    ),
  },
  {
    id: "access-weakened",
    severity: "risky",
    kind: "public",
    find: onAccess((before, after) => (isPublic(after) ? [] : weakened(before, after))),
  },
  {
    id: "authorization-added",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      before.kind === "none" && after.kind !== "none"
        ? [`Requests need an authorization now: ${nameOf(after)}.`]
        : [],
    ),
  },
  {
    id: "authorization-changed",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      before.kind !== "none" && after.kind !== "none" && nameOf(before) !== nameOf(after)
        ? [`Requests need another authorization: ${nameOf(after)} instead of ${nameOf(before)}.`]
        : [],
    ),
  },
  {
    id: "api-key-required",
    severity: "breaking",
    find: onAccess((before, after) =>
      !before.isApiKeyRequired && after.isApiKeyRequired ? ["Requests need an API key now."] : [],
    ),
  },
  {
    id: "guard-added",
    severity: "breaking",
    find: onAccess((before, after) =>
      missing(after.guards, before.guards).map((guard) => `Requests must pass a ${guard} now.`),
    ),
  },
  {
    id: "issuer-changed",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      before.kind === "JWT" && after.kind === "JWT" && before.issuer !== after.issuer
        ? ["Tokens of another issuer are needed."]
        : [],
    ),
  },
  {
    id: "audience-removed",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      before.kind === "JWT" && after.kind === "JWT"
        ? missing(before.audience, after.audience).map(
            (audience) => `Tokens for the audience ${audience} are rejected.`,
          )
        : [],
    ),
  },
  {
    id: "scope-required",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      hasScopes(before) && hasScopes(after) && before.kind === after.kind
        ? narrowedScopes(before.scopes, after.scopes)
        : [],
    ),
  },
  {
    id: "user-pool-removed",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      before.kind === "Cognito" && after.kind === "Cognito"
        ? missing(before.userPools, after.userPools).map(
            (pool) => `Tokens of the user pool ${pool} are rejected.`,
          )
        : [],
    ),
  },
  {
    id: "identity-source-added",
    severity: "breaking",
    find: onAuthorization((before, after) =>
      before.kind === "Lambda authorizer" && after.kind === "Lambda authorizer"
        ? missing(after.identitySources, before.identitySources).map(
            (source) => `Requests need ${source} now: without it, they get 401.`,
          )
        : [],
    ),
  },
  {
    id: "authorizer-function-changed",
    severity: "risky",
    find: onAuthorization((before, after) =>
      before.kind === "Lambda authorizer" &&
      after.kind === "Lambda authorizer" &&
      before.target !== after.target
        ? ["Another function authorizes the requests."]
        : [],
    ),
  },
];

function onAccess(find: (before: Access, after: Access) => readonly string[]): RouteRule["find"] {
  return onBoth((before, after) => find(before.route.access, after.route.access));
}

function onAuthorization(
  find: (before: Authorization, after: Authorization) => readonly string[],
): RouteRule["find"] {
  return onAccess((before, after) => find(before.authorization, after.authorization));
}

function nameOf(authorization: Authorization): string {
  return authorization.kind === "other" ? authorization.name : authorization.kind;
}

/** Who may call it now, and couldn't before, where not everybody may. */
function weakened(before: Access, after: Access): string[] {
  const from = before.authorization;
  const to = after.authorization;
  return [
    ...(from.kind !== "none" && to.kind === "none"
      ? [`It needs no authorization now; it needed ${nameOf(from)}.`]
      : []),
    ...(before.isApiKeyRequired && !after.isApiKeyRequired ? ["It needs no API key now."] : []),
    ...missing(before.guards, after.guards).map((guard) => `It has no ${guard} now.`),
    ...(hasScopes(from) && hasScopes(to) && from.kind === to.kind
      ? widenedScopes(from.scopes, to.scopes)
      : []),
    ...(from.kind === "JWT" && to.kind === "JWT"
      ? missing(to.audience, from.audience).map(
          (audience) => `Tokens for the audience ${audience} are accepted now.`,
        )
      : []),
    ...(from.kind === "Cognito" && to.kind === "Cognito"
      ? missing(to.userPools, from.userPools).map(
          (pool) => `Tokens of the user pool ${pool} are accepted now.`,
        )
      : []),
  ];
}

function hasScopes(
  authorization: Authorization,
): authorization is Extract<Authorization, { scopes: readonly string[] }> {
  return "scopes" in authorization;
}

/** A token needs one of the scopes, so each more lets more tokens in, and none lets all in. */
function widenedScopes(before: readonly string[], after: readonly string[]): string[] {
  if (before.length > 0 && after.length === 0) {
    return ["Tokens need no scope now."];
  }
  return before.length === 0
    ? []
    : missing(after, before).map((scope) => `Tokens with the scope ${scope} are accepted now.`);
}

function narrowedScopes(before: readonly string[], after: readonly string[]): string[] {
  if (before.length === 0 && after.length > 0) {
    return [`Tokens need a scope now: ${after.join(" or ")}.`];
  }
  return after.length === 0
    ? []
    : missing(before, after).map((scope) => `Tokens with only the scope ${scope} are rejected.`);
}
