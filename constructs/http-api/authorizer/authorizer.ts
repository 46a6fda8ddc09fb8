import type { RouteAuthorizer } from "../../api-gateway-v2/authorizer";
import { kind } from "../../core/props";

/** Who may call a route of an HTTP API. A new kind of authorizer is a new class with this method. */
export interface HttpRouteAuthorizer extends RouteAuthorizer {
  /** The kind of API that the authorizer is for. */
  readonly authorizerOf: "HTTP";
}

/** What a route takes as its authorizer, as opposed to one of another kind of API. */
export const AUTHORIZER_KIND = kind(
  'an authorizer of an HTTP API, e.g. new HttpJwtAuthorizer("https://issuer.example", { audience: ["notes"] })',
  (value) => (value as { authorizerOf?: unknown } | null)?.authorizerOf === "HTTP",
);
