import type { GatewayServices } from "../../services";
import { ANYONE } from "../connection/caller";
import type { RouteAuthorizer } from "../model/authorizer";
import type { WebSocketApi } from "../model/web-socket-api";
import type { Authorize } from "./authorize";
import { iamAuthorizer } from "./iam";
import { lambdaAuthorizer } from "./lambda";

/** The kinds of authorizer; another one is one more case. */
export function authorizerFor(
  api: WebSocketApi,
  authorizer: RouteAuthorizer,
  services: GatewayServices,
): Authorize {
  switch (authorizer.kind) {
    case "none":
      return () => Promise.resolve({ caller: ANYONE });
    case "iam":
      return iamAuthorizer(api, services);
    case "lambda":
      return lambdaAuthorizer(api, authorizer, services);
  }
}
