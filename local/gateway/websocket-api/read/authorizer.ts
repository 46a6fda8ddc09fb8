import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/unservable/refuse";
import type { IdentitySource, LambdaAuthorizer, RouteAuthorizer } from "../model/authorizer";
import { CONNECT } from "../model/web-socket-api";
import type { ById } from "./routes";

/**
 * Who may connect.
 * @throws Error that names the address of what isn't understood: it is never served open
 */
export function readAuthorizer(route: ResolvedResource, authorizers: ById): RouteAuthorizer {
  const type = route.string("authorization_type") ?? "NONE";
  const key = route.string("route_key") ?? "";
  if (type !== "NONE" && key !== CONNECT) {
    refuse(route.address, "authorization_type", type, `Set it on the route ${CONNECT} only.`);
  }
  switch (type) {
    case "NONE":
      return { kind: "none" };
    case "AWS_IAM":
      return { kind: "iam" };
    case "CUSTOM":
      return readLambda(route, authorizers);
    default:
      return refuse(route.address, "authorization_type", type, "Use NONE, AWS_IAM or CUSTOM.");
  }
}

const FUNCTION_URI = /^arn:[\w-]+:apigateway:.+:lambda:path\/.+\/functions\/.+\/invocations$/;
/** What AWS doesn't accept for a WebSocket API, whatever the value. */
const OF_HTTP_APIS = [
  "authorizer_payload_format_version",
  "authorizer_result_ttl_in_seconds",
  "enable_simple_responses",
];

function readLambda(route: ResolvedResource, authorizers: ById): LambdaAuthorizer {
  const id = route.string("authorizer_id") ?? "";
  const authorizer = authorizers.get(id);
  if (authorizer?.string("authorizer_type") !== "REQUEST") {
    const rule = "Use the id of an authorizer of this API with authorizer_type REQUEST.";
    refuse(route.address, "authorizer_id", id, rule);
  }
  refuseUnserved(authorizer);
  const { address } = authorizer;
  for (const attribute of OF_HTTP_APIS) {
    const value = authorizer.value(attribute) ?? undefined;
    if (value !== undefined) {
      refuse(address, attribute, JSON.stringify(value), "Omit it: the API is a WebSocket API.");
    }
  }
  const uri = authorizer.string("authorizer_uri") ?? "";
  if (!FUNCTION_URI.test(uri)) {
    refuse(address, "authorizer_uri", uri, "Use the invoke_arn of a function.");
  }
  return {
    kind: "lambda",
    address,
    id,
    name: authorizer.string("name") ?? "",
    uri,
    credentials: authorizer.string("authorizer_credentials_arn"),
    identitySources: authorizer
      .strings("identity_sources")
      .map((text) => identitySource(address, text)),
  };
}

const IDENTITY_SOURCE =
  /^(?:route\.request\.(header|querystring)|(context|stageVariables))\.([\w.-]+)$/;

/** Unlike in HTTP APIs, an identity source has no dollar sign. */
function identitySource(address: string, text: string): IdentitySource {
  const [, ofRequest, other, name = ""] = IDENTITY_SOURCE.exec(text) ?? [];
  const location = (ofRequest ?? other) as IdentitySource["location"] | undefined;
  const rule =
    "Use route.request.header.NAME, route.request.querystring.NAME, context.NAME or stageVariables.NAME.";
  return location ? { location, name } : refuse(address, "identity_sources", text, rule);
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
