import { refuseStreaming } from "./transfer-mode";
import { createHash } from "node:crypto";
import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/unservable/refuse";
import type { JsonObject } from "../import";
import {
  DEFAULT_TIMEOUT_MILLISECONDS,
  NO_VALIDATOR,
  refuseWithoutIntegration,
  withParts,
  type Definition,
} from "./definition";
import { JsonReader } from "../../common/open-api/json-reader";
import { securityOf } from "./security";
import { bodyModels, requiredParameters, schemasOf } from "./open-api-schemas";
import type {
  GatewayResponse,
  Integration,
  IntegrationResponse,
  Method,
  RequestValidator,
  Resource,
  UnservableMethod,
} from "../model/rest-api";

const VERBS = ["get", "put", "post", "delete", "options", "head", "patch"];
const ANY = "x-amazon-apigateway-any-method";

/**
 * Reads an imported OpenAPI 3.0 or Swagger 2.0 document with API Gateway's extensions.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export function definitionFromBody(api: ResolvedResource, imported: JsonObject): Definition {
  const document = JsonReader.of(imported);
  const paths = document.object("paths").entries();
  const resources = resourcesOf(
    api.address,
    paths.map(([path]) => path),
  );
  const models = new Map(schemasOf(document));
  const methods = paths.flatMap(([path, item]) =>
    [...VERBS, ANY]
      .filter((verb) => item.has(verb))
      .flatMap((verb) =>
        readMethod({ api, document, path, item, verb, models, resource: resources.get(path) }),
      ),
  );
  return {
    resources: [...resources.values()],
    methods,
    models,
    gatewayResponses: readGatewayResponses(document),
    binaryMediaTypes: document.list("x-amazon-apigateway-binary-media-types").map(String),
  };
}

/**
 * Refuses settings of the whole API that the runner can't serve.
 * @throws UnservableError
 */
export function refuseUnservedBody(api: ResolvedResource): void {
  const basePath = api.map("parameters")["basepath"] ?? "ignore";
  if (basePath !== "ignore") {
    refuse(api.address, "parameters.basepath", basePath, "Only ignore can be served locally.");
  }
}

/** The resources of the paths. AWS generates their IDs; here, an ID is derived from the path. */
function resourcesOf(api: string, paths: readonly string[]): Map<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const path of ["/", ...paths]) {
    const id = createHash("sha256").update(path).digest("hex").slice(0, 10);
    resources.set(path, { address: `${api} (${path})`, id, path });
  }
  return resources;
}

interface Operation {
  readonly api: ResolvedResource;
  readonly document: JsonReader;
  readonly path: string;
  readonly item: JsonReader;
  readonly verb: string;
  readonly models: Map<string, string>;
  readonly resource: Resource | undefined;
}

function readMethod(context: Operation): (Method | UnservableMethod)[] {
  const { api, document, path, item, verb, models, resource } = context;
  const operation = item.object(verb);
  const httpMethod = verb === ANY ? "ANY" : verb.toUpperCase();
  const address = `${api.address} (${httpMethod} ${path})`;
  if (!resource) {
    return [];
  }
  const security = securityOf({ api: api.address, address }, document, operation);
  const definition = {
    address,
    resource,
    httpMethod,
    authorization: security.authorization,
    authorizer: security.authorizer,
    apiKeyRequired: security.apiKeyRequired,
    operationName: operation.text("operationId"),
    requiredParameters: requiredParameters(item, operation),
    requestModels: bodyModels(document, operation, `${httpMethod}${path}`, models),
    validator: validatorOf(document, operation),
  };
  const integration = () => readIntegration(address, operation);
  return [withParts(definition, { guard: security.read, integration })];
}

function validatorOf(document: JsonReader, operation: JsonReader): RequestValidator {
  const extension = "x-amazon-apigateway-request-validator";
  const name = operation.text(extension) ?? document.text(extension);
  if (name === undefined) {
    return NO_VALIDATOR;
  }
  const validator = document.object("x-amazon-apigateway-request-validators").object(name);
  return {
    body: validator.flag("validateRequestBody"),
    parameters: validator.flag("validateRequestParameters"),
  };
}

function readIntegration(address: string, operation: JsonReader): Integration {
  if (!operation.has("x-amazon-apigateway-integration")) {
    return refuseWithoutIntegration(address);
  }
  const integration = operation.object("x-amazon-apigateway-integration");
  refuseStreaming(address, integration.text("responseTransferMode"));
  return {
    address,
    type: integration.text("type") ?? "",
    uri: integration.text("uri"),
    httpMethod: integration.text("httpMethod"),
    credentials: integration.text("credentials"),
    connectionType: integration.text("connectionType"),
    connectionId: integration.text("connectionId"),
    requestParameters: integration.object("requestParameters").texts(),
    requestTemplates: integration.object("requestTemplates").texts(),
    passthroughBehavior: integration.text("passthroughBehavior"),
    cacheKeyParameters: integration.list("cacheKeyParameters").map(String),
    cacheNamespace: integration.text("cacheNamespace"),
    contentHandling: integration.text("contentHandling"),
    timeoutMilliseconds: integration.number("timeoutInMillis") ?? DEFAULT_TIMEOUT_MILLISECONDS,
    skipsVerification: integration.object("tlsConfig").flag("insecureSkipVerification"),
    responses: integration
      .object("responses")
      .entries()
      .map(([pattern, response]) => readResponse(address, pattern, response)),
  };
}

function readResponse(address: string, pattern: string, response: JsonReader): IntegrationResponse {
  return {
    address,
    statusCode: Number(response.text("statusCode")),
    selectionPattern: pattern === "default" ? undefined : pattern,
    parameters: response.object("responseParameters").texts(),
    templates: response.object("responseTemplates").texts(),
    contentHandling: response.text("contentHandling"),
  };
}

function readGatewayResponses(document: JsonReader): Map<string, GatewayResponse> {
  const responses = document.object("x-amazon-apigateway-gateway-responses").entries();
  return new Map(
    responses.map(([type, response]) => [
      type,
      {
        statusCode: response.number("statusCode"),
        parameters: response.object("responseParameters").texts(),
        templates: response.object("responseTemplates").texts(),
      },
    ]),
  );
}
