import { functionTarget } from "../../gateway/common/integration/target";
import type { ResolvedResource } from "../../terraform";
import type { Access, Authorization } from "./access";
import type { PartsOfApi } from "./api-gateway-v2";

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html */
export function httpAccess(parts: PartsOfApi, route: ResolvedResource): Access {
  return {
    authorization: authorizationOf(parts, route),
    isApiKeyRequired: route.boolean("api_key_required") ?? false,
    guards: [],
  };
}

function authorizationOf(parts: PartsOfApi, route: ResolvedResource): Authorization {
  const type = route.string("authorization_type") ?? "NONE";
  const id = route.string("authorizer_id");
  const authorizer = parts("aws_apigatewayv2_authorizer").find((one) => one.string("id") === id);
  switch (type) {
    case "NONE":
      return { kind: "none" };
    case "AWS_IAM":
      return { kind: "IAM" };
    case "JWT":
      return jwt(route, authorizer);
    case "CUSTOM":
      return {
        kind: "Lambda authorizer",
        target: authorizer ? functionTarget(authorizer.string("authorizer_uri") ?? "") : "-",
        identitySources: authorizer?.strings("identity_sources") ?? [],
      };
    default:
      return { kind: "other", name: type };
  }
}

function jwt(route: ResolvedResource, authorizer: ResolvedResource | undefined): Authorization {
  const [configuration] = authorizer?.blocks("jwt_configuration") ?? [];
  return {
    kind: "JWT",
    issuer: configuration?.string("issuer") ?? "-",
    audience: (configuration?.strings("audience") ?? []).toSorted(),
    scopes: route.strings("authorization_scopes").toSorted(),
  };
}
