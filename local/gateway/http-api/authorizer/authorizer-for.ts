import type { GatewayServices } from "../../services";
import type { HttpRoute } from "../model/http-api";
import type { Authorize } from "./authorize";
import { jwtAuthorizer } from "./jwt";

/** The kinds of authorizer; another one is one more case. */
export function authorizerFor({ authorizer }: HttpRoute, services: GatewayServices): Authorize {
  switch (authorizer.kind) {
    case "none":
      return () => Promise.resolve({ caller: { kind: "anyone" } });
    case "jwt":
      return jwtAuthorizer(authorizer, services.tokens);
  }
}
