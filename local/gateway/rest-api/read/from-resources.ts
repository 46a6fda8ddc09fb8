import type {
  Attributes,
  ResolvedResource,
  ResolvedStack,
} from "../../../terraform/resolved-stack";
import { refuseStreaming } from "./transfer-mode";
import { readAll, readEach } from "../../common/unservable/read-all";
import { refuse } from "../../common/unservable/refuse";
import { servable } from "../../common/unservable/unservable";
import { schemaOfModel } from "./create-model";
import {
  DEFAULT_TIMEOUT_MILLISECONDS,
  parameterRefs,
  refuseWithoutIntegration,
  validatorOf,
  withParts,
  type Definition,
} from "./definition";
import type { Authorization } from "../model/authorization";
import { authorizerOfResource, withAuthorizer } from "./authorizer";
import { withoutAuthorizer } from "./security";
import type {
  GatewayResponse,
  Integration,
  IntegrationResponse,
  Method,
  Resource,
  UnservableMethod,
} from "../model/rest-api";
import { methodKey, resourcesOfApi } from "./resources-of-api";

/** Reads the definition of an API from separate Terraform resources. */
export function definitionFromResources(stack: ResolvedStack, api: ResolvedResource): Definition {
  const ofApi = resourcesOfApi(stack, api);
  const resources = readResources(api, ofApi("aws_api_gateway_resource"));
  const [methods, models] = readAll(
    () => readMethods(ofApi, resources),
    () => readEach(ofApi("aws_api_gateway_model"), readModel),
  );
  return {
    resources: [...resources.values()],
    methods,
    models: new Map(models),
    gatewayResponses: new Map(
      ofApi("aws_api_gateway_gateway_response").map((response) => [
        response.string("response_type") ?? "",
        gatewayResponse(response),
      ]),
    ),
    binaryMediaTypes: api.strings("binary_media_types"),
  };
}

function readModel(model: ResolvedResource): [name: string, schema: string] {
  return [model.string("name") ?? "", schemaOfModel(model)];
}

type OfApi = (type: string) => ResolvedResource[];

function readResources(
  api: ResolvedResource,
  children: readonly ResolvedResource[],
): Map<string, Resource> {
  const root = api.string("root_resource_id") ?? "";
  const byId = new Map(children.map((child) => [child.string("id") ?? "", child]));
  const byResourceId = new Map<string, Resource>([
    [root, { address: api.address, id: root, path: "/" }],
  ]);
  const resolve = (resource: ResolvedResource): Resource => {
    const id = resource.string("id") ?? "";
    const known = byResourceId.get(id);
    if (known) {
      return known;
    }
    const parentId = resource.string("parent_id") ?? "";
    const parentResource = byId.get(parentId);
    const parent = byResourceId.get(parentId) ?? (parentResource && resolve(parentResource));
    if (!parent) {
      return refuse(resource.address, "parent_id", parentId, "It names no resource of this API.");
    }
    const path = `${parent.path === "/" ? "" : parent.path}/${resource.string("path_part") ?? ""}`;
    const found = { address: resource.address, id, path };
    byResourceId.set(id, found);
    return found;
  };
  readEach(children, resolve);
  return byResourceId;
}

function readMethods(
  ofApi: OfApi,
  resources: ReadonlyMap<string, Resource>,
): (Method | UnservableMethod)[] {
  const integrations = byMethod(ofApi("aws_api_gateway_integration"));
  const responses = byMethod(ofApi("aws_api_gateway_integration_response"));
  const partsOf = (parts: ReadonlyMap<string, ResolvedResource[]>, method: ResolvedResource) =>
    [methodKey(method), `${method.string("resource_id")} `].flatMap((key) => parts.get(key) ?? []);
  const validators = new Map(
    ofApi("aws_api_gateway_request_validator").map((validator) => [
      validator.string("id"),
      validator,
    ]),
  );
  const authorizers = new Map(
    ofApi("aws_api_gateway_authorizer").map((one) => [one.string("id"), one]),
  );
  return readEach(ofApi("aws_api_gateway_method"), (method) => {
    const [integration] = partsOf(integrations, method);
    const resourceId = method.string("resource_id") ?? "";
    const resource =
      resources.get(resourceId) ??
      refuse(method.address, "resource_id", resourceId, "It names no resource of this API.");
    const httpMethod = (method.string("http_method") ?? "ANY").toUpperCase();
    const at = { address: method.address, resource, httpMethod };
    const settings = servable(
      () => methodSettings(method, authorizers, validators),
      () => [method],
    );
    if (settings.unservable !== undefined) {
      const { unservable } = settings;
      return { ...at, authorization: "unknown", apiKeyRequired: false, target: "-", unservable };
    }
    const { authorizer, ...definition } = settings.value;
    return withParts(
      { ...at, ...definition, authorizer: authorizer?.string("name") },
      {
        guard: () => guardOf(method, authorizer),
        integration: () =>
          integration
            ? readIntegration(integration, partsOf(responses, method))
            : refuseWithoutIntegration(method.address),
        from: () =>
          [method, integration, ...partsOf(responses, method)].filter((one) => one !== undefined),
      },
    );
  });
}

/** What a method has besides its resource, guard and integration. */
function methodSettings(
  method: ResolvedResource,
  authorizers: ReadonlyMap<string | undefined, ResolvedResource>,
  validators: ReadonlyMap<string | undefined, ResolvedResource>,
) {
  const validatorId = method.string("request_validator_id");
  return {
    authorization: method.string("authorization") ?? "NONE",
    authorizer: authorizers.get(method.string("authorizer_id")),
    apiKeyRequired: method.boolean("api_key_required") ?? false,
    operationName: method.string("operation_name"),
    requiredParameters: parameterRefs(requiredNames(method)),
    requestModels: method.map("request_models"),
    validator: validatorOf(validatorId === undefined ? undefined : validators.get(validatorId)),
  };
}

/** A method without authorization may still name an authorizer, which AWS then ignores. */
function guardOf(
  method: ResolvedResource,
  authorizer: ResolvedResource | undefined,
): Authorization {
  const type = method.string("authorization") ?? "NONE";
  const hasAuthorizer = !["NONE", "AWS_IAM"].includes(type.toUpperCase());
  return hasAuthorizer && authorizer
    ? withAuthorizer(
        { address: method.address, type },
        authorizerOfResource(authorizer),
        method.strings("authorization_scopes"),
      )
    : withoutAuthorizer(method.address, type);
}

function requiredNames(method: Attributes): string[] {
  const parameters = method.value("request_parameters") ?? {};
  return Object.entries(parameters)
    .filter(([, required]) => required === true || required === "true")
    .map(([name]) => name);
}

function byMethod(resources: readonly ResolvedResource[]): Map<string, ResolvedResource[]> {
  const found = new Map<string, ResolvedResource[]>();
  for (const resource of resources) {
    const key = methodKey(resource);
    found.set(key, [...(found.get(key) ?? []), resource]);
  }
  return found;
}

function readIntegration(
  integration: ResolvedResource,
  responses: readonly ResolvedResource[],
): Integration {
  const [tls] = integration.blocks("tls_config");
  refuseStreaming(integration.address, integration.string("response_transfer_mode"));
  return {
    address: integration.address,
    type: integration.string("type") ?? "",
    uri: integration.string("uri"),
    httpMethod: integration.string("integration_http_method"),
    credentials: integration.string("credentials"),
    connectionType: integration.string("connection_type"),
    connectionId: integration.string("connection_id"),
    requestParameters: integration.map("request_parameters"),
    requestTemplates: integration.map("request_templates"),
    passthroughBehavior: integration.string("passthrough_behavior"),
    cacheKeyParameters: integration.strings("cache_key_parameters"),
    cacheNamespace: integration.string("cache_namespace") || undefined,
    contentHandling: integration.string("content_handling"),
    timeoutMilliseconds: integration.number("timeout_milliseconds") ?? DEFAULT_TIMEOUT_MILLISECONDS,
    skipsVerification: tls?.boolean("insecure_skip_verification") ?? false,
    responses: responses.map(integrationResponse),
  };
}

function integrationResponse(response: ResolvedResource): IntegrationResponse {
  return {
    address: response.address,
    statusCode: Number(response.string("status_code")),
    selectionPattern: response.string("selection_pattern") || undefined,
    parameters: response.map("response_parameters"),
    templates: response.map("response_templates"),
    contentHandling: response.string("content_handling"),
  };
}

function gatewayResponse(response: ResolvedResource): GatewayResponse {
  const status = response.string("status_code");
  return {
    statusCode: status ? Number(status) : undefined,
    parameters: response.map("response_parameters"),
    templates: response.map("response_templates"),
  };
}
