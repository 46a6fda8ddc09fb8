import type { IConstruct } from "constructs";
import { isKnown } from "../core/known";
import { nearestName } from "../core/nearest-name";
import { checkKind, required, string } from "../core/props";
import { refuse } from "../core/refusal";

/** Routes that API Gateway itself selects. */
const OWN_KEYS = ["$connect", "$disconnect", "$default"];

/**
 * Refuses what can't be the key of a route. It must be known at synth because the route's address
 * depends on it.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-routes.html
 */
export function checkRouteKey(scope: IConstruct, routeKey: string): void {
  checkKind(scope, "route key", routeKey, required(string));
  const isOwn = OWN_KEYS.includes(routeKey);
  if (isKnown(routeKey) && routeKey !== "" && (isOwn || !routeKey.startsWith("$"))) {
    return;
  }
  const meant = nearestName(routeKey, OWN_KEYS);
  refuse(scope, {
    what: "route key",
    value: routeKey,
    allowed: `${OWN_KEYS.join(", ")}, or the text of a message's action without a $ at its start, known at synth`,
    fix: meant === undefined ? "Choose another key." : `Did you mean ${meant}?`,
  });
}
