import { ANYONE } from "../connection/caller";
import type { RouteAuthorizer } from "../model/authorizer";
import type { Authorize } from "./authorize";

/** The kinds of authorizer; another one is one more case. */
export function authorizerFor(authorizer: RouteAuthorizer): Authorize {
  switch (authorizer.kind) {
    case "none":
      return () => Promise.resolve({ caller: ANYONE });
  }
}
