import { createHash } from "node:crypto";
import { refuse } from "../../common/unservable/refuse";
import type { Authorization } from "../model/authorization";
import { authorizerOfScheme, withAuthorizer } from "./authorizer";
import { JsonReader } from "../../common/open-api/json-reader";

/** What an operation's `security` and AWS's extensions require of its callers. */
export interface Security {
  /** As a resource would name it; the names of the schemes where they can't be served. */
  readonly authorization: string;
  readonly authorizer: string | undefined;
  readonly apiKeyRequired: boolean;
  /** @throws UnservableError for what isn't known to guard as on AWS */
  readonly read: () => Authorization;
}

interface Requirement {
  readonly name: string;
  readonly scopes: readonly string[];
}

/** `security` names schemes: one is either an API key, an authorizer or IAM. */
export function securityOf(
  { api, address }: { readonly api: string; readonly address: string },
  document: JsonReader,
  operation: JsonReader,
): Security {
  const schemes = document.has("swagger")
    ? document.object("securityDefinitions")
    : document.object("components").object("securitySchemes");
  const requirements = requirementsOf(operation.has("security") ? operation : document);
  const guards = requirements.filter(({ name }) => !isApiKey(schemes.object(name)));
  const apiKeyRequired = guards.length < requirements.length;
  const auth = operation.object("x-amazon-apigateway-auth").text("type");
  const names = guards.map(({ name }) => name).join(", ");
  const [guard, ...others] = guards;
  if (!guard) {
    const authorization = auth ?? "NONE";
    const read = () => withoutAuthorizer(address, authorization);
    return { authorization, authorizer: undefined, apiKeyRequired, read };
  }
  const scheme = schemes.object(guard.name);
  const type = others.length === 0 ? typeOf(scheme) : undefined;
  const authorization = type ?? names;
  const read = (): Authorization => {
    if (type === undefined || (auth !== undefined && auth.toUpperCase() !== type)) {
      const rule =
        "The local runner serves one security scheme with x-amazon-apigateway-authorizer, or one with the authtype awsSigv4.";
      return refuse(address, "authorization", names, rule);
    }
    if (type === "AWS_IAM") {
      return { type };
    }
    const id = createHash("sha256").update(`${api} ${guard.name}`).digest("hex").slice(0, 6);
    const scheming = { address: `${api} (${guard.name})`, name: guard.name, id };
    return withAuthorizer({ address, type }, authorizerOfScheme(scheming, scheme), guard.scopes);
  };
  const authorizer = type === "AWS_IAM" ? undefined : names;
  return { authorization, authorizer, apiKeyRequired, read };
}

function requirementsOf(from: JsonReader): Requirement[] {
  return from.list("security").flatMap((alternative) =>
    Object.keys(Object(alternative) as object).map((name) => ({
      name,
      scopes: JsonReader.of(alternative).list(name).map(String),
    })),
  );
}

function isApiKey(scheme: JsonReader): boolean {
  return (
    scheme.text("type") === "apiKey" &&
    scheme.text("name")?.toLowerCase() === "x-api-key" &&
    !scheme.has("x-amazon-apigateway-authtype") &&
    !scheme.has("x-amazon-apigateway-authorizer")
  );
}

/** The authorization that a scheme stands for; undefined if that isn't known. */
function typeOf(scheme: JsonReader): string | undefined {
  if (scheme.has("x-amazon-apigateway-authorizer")) {
    const type = scheme.object("x-amazon-apigateway-authorizer").text("type") ?? "";
    return type.toUpperCase() === "COGNITO_USER_POOLS" ? "COGNITO_USER_POOLS" : "CUSTOM";
  }
  const authtype = scheme.text("x-amazon-apigateway-authtype") ?? "";
  return authtype.toLowerCase() === "awssigv4" ? "AWS_IAM" : undefined;
}

/** @throws UnservableError for an authorization that needs an authorizer */
export function withoutAuthorizer(address: string, authorization: string): Authorization {
  const type = authorization.toUpperCase();
  if (type === "NONE" || type === "AWS_IAM") {
    return { type };
  }
  const rule = "The method has no authorizer of this API. Use NONE or AWS_IAM, or add one.";
  return refuse(address, "authorization", authorization, rule);
}
