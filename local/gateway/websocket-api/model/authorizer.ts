/** Who may connect. */
export type RouteAuthorizer = NoAuthorizer;

/** `NONE`: anyone may connect. */
export interface NoAuthorizer {
  readonly kind: "none";
}
