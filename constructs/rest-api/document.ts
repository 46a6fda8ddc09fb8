import { escaped } from "../core/literal";
import type { SecurityScheme } from "./authorizer";
import type { Models } from "./method/model";
import type { PathItem, Resource } from "./resource";
import { sortedJson } from "./sorted-json";
import { unlessEmpty } from "./unless-empty";

const VALIDATORS = {
  all: { validateRequestBody: true, validateRequestParameters: true },
  body: { validateRequestBody: true, validateRequestParameters: false },
  parameters: { validateRequestBody: false, validateRequestParameters: true },
};

/** The security schemes of every API, by the names that methods refer to. */
const SECURITY_SCHEMES = {
  api_key: { type: "apiKey", name: "x-api-key", in: "header" },
  sigv4: {
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "awsSigv4",
  },
};

const POLICY = "x-amazon-apigateway-policy";

/** The parts of an API's document. */
export interface DocumentParts {
  /** The title; Terraform sets the API's name, which isn't part of a deployment. */
  readonly title: string;
  readonly root: Resource;
  readonly models: Models;
  /** The security schemes of the API's authorizers, by name. */
  readonly authorizers: Readonly<Record<string, SecurityScheme>>;
  readonly gatewayResponses: Readonly<Record<string, object>>;
  /** Resource policy, as JSON that may contain Terraform expressions. */
  readonly policy: string | undefined;
}

/**
 * The OpenAPI document that defines an API, as JSON for Terraform. Sections that would be empty are
 * left out.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-import-api.html
 */
export function document(parts: DocumentParts): string {
  const { title, root, models, authorizers, gatewayResponses, policy } = parts;
  const paths = root.paths();
  const text = sortedJson({
    openapi: "3.0.1",
    info: { title, version: "1" },
    paths: Object.fromEntries(paths),
    components: unlessEmpty({
      schemas: unlessEmpty(escaped(models.schemas())),
      securitySchemes: unlessEmpty(securitySchemes(paths, authorizers)),
    }),
    "x-amazon-apigateway-request-validators": VALIDATORS,
    "x-amazon-apigateway-gateway-responses": unlessEmpty(
      Object.fromEntries(
        Object.entries(gatewayResponses).map(([type, response]) => [
          type,
          unlessEmpty(escaped(response)),
        ]),
      ),
    ),
  });
  return policy === undefined ? text : `${text.slice(0, -1)},"${POLICY}":${policy}}`;
}

/** The schemes that methods require. */
function securitySchemes(
  paths: readonly (readonly [string, PathItem])[],
  authorizers: Readonly<Record<string, SecurityScheme>>,
): object {
  const used = new Set(
    paths.flatMap(([, methods]) =>
      Object.values(methods).flatMap(({ security = [] }) => security.flatMap(Object.keys)),
    ),
  );
  const all = Object.entries<object>({ ...SECURITY_SCHEMES, ...authorizers });
  return Object.fromEntries(all.filter(([name]) => used.has(name)));
}
