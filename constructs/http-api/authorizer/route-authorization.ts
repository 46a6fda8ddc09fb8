import type { IConstruct } from "constructs";
import { checkChoice, checkCount, checkLength } from "../../core/checks";
import { refuse } from "../../core/refusal";
import { checkPublic } from "../../core/required-authorizer";
import type { HttpApiProps, HttpRouteOptions } from "../http-api-props";
import type { ApiAuthorizers, BoundAuthorizer } from "../../api-gateway-v2/api-authorizers";
import type { HttpRouteAuthorizer } from "./authorizer";
import { HttpIamAuthorizer } from "./http-iam-authorizer";
import { HttpNoneAuthorizer } from "./http-none-authorizer";

/** API Gateway doesn't raise this quota. @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MAX_SCOPES = 10;

const BY_TYPE = { NONE: new HttpNoneAuthorizer(), AWS_IAM: new HttpIamAuthorizer() };

/** The props of an API that its routes inherit. */
export type AuthorizationDefaults = Pick<
  HttpApiProps,
  "defaultAuthorizer" | "defaultAuthorizationScopes"
>;

/** The attributes of a route that decide who may call it. */
export interface RouteAuthorization extends Partial<BoundAuthorizer> {
  readonly authorizationScopes?: string[];
}

/** @throws if the default scopes have no JWT authorizer to apply to, or AWS would refuse them */
export function checkDefaults(
  api: IConstruct,
  authorizers: ApiAuthorizers,
  { defaultAuthorizer, defaultAuthorizationScopes: scopes }: AuthorizationDefaults,
): void {
  const bound = defaultAuthorizer && authorizers.bound(defaultAuthorizer);
  checkScopes(api, "defaultAuthorizationScopes", scopes, bound);
}

/**
 * Who may call a route: by its own options, or else by the API's defaults.
 * @throws if the options contradict each other, or AWS would refuse them
 */
export function routeAuthorization(
  api: IConstruct,
  authorizers: ApiAuthorizers,
  { routeKey, options, defaults }: RouteToGuard,
): RouteAuthorization {
  const own = ownAuthorizer(api, routeKey, options);
  const authorizer = own ?? defaults.defaultAuthorizer;
  const bound = authorizer && authorizers.bound(authorizer);
  if (bound === undefined || bound.authorizationType === "NONE") {
    checkPublic(api, routeKey);
  }
  const what = `authorizationScopes of ${routeKey}`;
  checkScopes(api, what, options.authorizationScopes, bound);
  const scopes =
    options.authorizationScopes ?? (own ? undefined : defaults.defaultAuthorizationScopes);
  return { ...bound, authorizationScopes: scopes?.length ? [...scopes] : undefined };
}

/** A route, and what it inherits. */
export interface RouteToGuard {
  readonly routeKey: string;
  readonly options: HttpRouteOptions;
  readonly defaults: AuthorizationDefaults;
}

function ownAuthorizer(
  api: IConstruct,
  routeKey: string,
  { authorizer, authorizationType }: HttpRouteOptions,
): HttpRouteAuthorizer | undefined {
  if (authorizationType === undefined) {
    return authorizer;
  }
  const what = `authorizationType of ${routeKey}`;
  checkChoice(api, what, authorizationType, Object.keys(BY_TYPE));
  if (authorizer !== undefined) {
    const allowed = "either authorizationType or authorizer";
    refuse(api, { what, value: authorizationType, allowed, fix: "Remove one of the two." });
  }
  return BY_TYPE[authorizationType];
}

function checkScopes(
  api: IConstruct,
  what: string,
  scopes: readonly string[] = [],
  authorizer: BoundAuthorizer | undefined,
): void {
  if (scopes.length > 0 && authorizer?.authorizationType !== "JWT") {
    const allowed = "scopes only with a JWT authorizer";
    const fix = "Remove the scopes, or use an HttpJwtAuthorizer.";
    refuse(api, { what, value: scopes, allowed, fix });
  }
  checkCount(api, what, scopes, { min: 0, max: MAX_SCOPES, of: "scopes" });
  for (const scope of scopes) {
    checkLength(api, what, scope, { min: 1, max: 64 });
  }
}
