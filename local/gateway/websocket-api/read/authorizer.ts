import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/refuse";
import type { RouteAuthorizer } from "../model/authorizer";
import type { ById } from "./routes";

/**
 * Who may connect.
 * @throws Error that names the address of what isn't understood: it is never served open
 */
export function readAuthorizer(route: ResolvedResource): RouteAuthorizer {
  const type = route.string("authorization_type") ?? "NONE";
  switch (type) {
    case "NONE":
      return { kind: "none" };
    default:
      return refuse(route.address, "authorization_type", type, "Use NONE.");
  }
}

/** Who may connect, for the table of routes. */
export function accessOf(route: ResolvedResource, authorizers: ById): string {
  const type = route.string("authorization_type") ?? "NONE";
  switch (type) {
    case "NONE":
      return "public";
    case "AWS_IAM":
      return "IAM";
    default:
      return authorizers.get(route.string("authorizer_id"))?.string("name") ?? type;
  }
}
