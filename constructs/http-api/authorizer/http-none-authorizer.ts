import type { BuiltInAuthorizer } from "../../api-gateway-v2/authorizer";
import type { HttpRouteAuthorizer } from "./authorizer";

/** Admits everyone, to a route of an API with a `defaultAuthorizer`. */
export class HttpNoneAuthorizer implements HttpRouteAuthorizer {
  readonly authorizerOf = "HTTP";

  bind(): BuiltInAuthorizer {
    return { authorizationType: "NONE" };
  }
}
