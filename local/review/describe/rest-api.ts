import { servable } from "../../gateway/common/unservable/unservable";
import type {
  GatewayResponse,
  Method,
  UnservableMethod,
} from "../../gateway/rest-api/model/rest-api";
import { readDefinition } from "../../gateway/rest-api/read/served-api";
import { JsonReader } from "../../gateway/common/open-api/json-reader";
import { resourcesOfApi } from "../../gateway/rest-api/read/resources-of-api";
import type { ResolvedResource, ResolvedStack } from "../../terraform";
import { UNKNOWN_ACCESS } from "./access";
import { describeApiKeys } from "./api-keys";
import type {
  ApiDescription,
  GatewayResponseDescription,
  RouteDescription,
  StageDescription,
  Throttle,
} from "./description";
import { hashesOf, hashOf } from "./hash";
import { letsEverybodyIn, resourcePolicyOf } from "./resource-policy";
import { restAccess } from "./rest-access";
import { describeIntegration, type Readable } from "./rest-integration";
import { describeUsagePlans } from "./usage-plans";

/** @throws UnservableError or StackError for an API that can't be read */
export function describeRestApi(
  stack: ResolvedStack,
  api: ResolvedResource,
  readable: Readable,
): ApiDescription {
  const ofApi = resourcesOfApi(stack, api);
  const { definition, document = {} } = readDefinition(stack, api);
  const endpointType = endpointTypeOf(api);
  const policy = resourcePolicyOf(stack, api, document);
  const guards = [
    ...(policy !== undefined && !letsEverybodyIn(policy) ? ["resource policy"] : []),
    ...(endpointType === "PRIVATE" ? ["private endpoint"] : []),
  ];
  const models = new Map(
    [...definition.models].map(([name, schema]) => [name, parsed(schema)] as const),
  );
  return {
    address: api.address,
    kind: "REST API",
    name: api.string("name") ?? "",
    isEndpointDisabled: api.boolean("disable_execute_api_endpoint") ?? false,
    endpointType,
    resourcePolicy: policy && hashOf(readable(policy)),
    stages: describeStages(ofApi, readable),
    cors: undefined,
    binaryMediaTypes: definition.binaryMediaTypes.toSorted(),
    apiKeySource: keySourceOf(api, document),
    gatewayResponses: new Map(
      [...definition.gatewayResponses].map(([type, response]) => [
        type,
        describeGatewayResponse(response, readable),
      ]),
    ),
    usagePlans: describeUsagePlans(stack, api),
    apiKeys: describeApiKeys(stack, api),
    routes: definition.methods.map((method) => ({
      ...describeMethod(method, models),
      access:
        servable(() => restAccess({ stack, document, method, guards })).value ?? UNKNOWN_ACCESS,
      ...describeIntegration(method, readable),
    })),
    models,
  };
}

function describeGatewayResponse(
  { statusCode, parameters, templates }: GatewayResponse,
  readable: Readable,
): GatewayResponseDescription {
  const named = (name: (key: string) => string, values: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [name(key), value]));
  const parts = {
    ...named((key) => `header ${key.replace("gatewayresponse.header.", "")}`, parameters),
    ...named((key) => `template ${key}`, templates),
  };
  return { status: String(statusCode ?? "default"), parts: hashesOf(parts, readable) };
}

/** Also set in a document: `x-amazon-apigateway-endpoint-configuration` has only VPC endpoints. */
function endpointTypeOf(api: ResolvedResource): string {
  const [configuration] = api.blocks("endpoint_configuration");
  return configuration?.strings("types")[0] ?? "EDGE";
}

function keySourceOf(api: ResolvedResource, document: object): string {
  const given = JsonReader.of(document).text("x-amazon-apigateway-api-key-source");
  return (given ?? api.string("api_key_source") ?? "HEADER").toUpperCase();
}

function describeStages(
  ofApi: (type: string) => ResolvedResource[],
  readable: Readable,
): StageDescription[] {
  return ofApi("aws_api_gateway_stage").map((stage) => {
    const name = stage.string("stage_name") ?? "";
    const throttles = ofApi("aws_api_gateway_method_settings")
      .filter((settings) => settings.string("stage_name") === name)
      .map((settings) => [methodPath(settings), throttleOf(settings)] as const);
    return {
      address: stage.address,
      name,
      throttles: new Map(throttles),
      variables: hashesOf(stage.map("variables"), readable),
    };
  });
}

function methodPath(settings: ResolvedResource): string {
  const path = settings.string("method_path") ?? "";
  return path === "*/*" ? "*" : path;
}

/** The provider writes the account's limit as -1. */
function throttleOf(settings: ResolvedResource): Throttle {
  const [block] = settings.blocks("settings");
  const limit = (name: string): number | undefined => {
    const value = block?.number(name);
    return value === undefined || value < 0 ? undefined : value;
  };
  return { rate: limit("throttling_rate_limit"), burst: limit("throttling_burst_limit") };
}

type MethodPart = Pick<RouteDescription, "key" | "requiredParameters" | "bodySchemas">;

/** Parameters and models count only where a validator checks them. */
function describeMethod(
  method: Method | UnservableMethod,
  models: ReadonlyMap<string, unknown>,
): MethodPart {
  const key = `${method.httpMethod} ${method.resource.path}`;
  if (method.unservable !== undefined) {
    return { key, requiredParameters: [], bodySchemas: new Map() };
  }
  const { validator, requiredParameters, requestModels } = method;
  return {
    key,
    requiredParameters: validator.parameters
      ? requiredParameters.map(({ location, name }) => `${location} ${name}`).toSorted()
      : [],
    bodySchemas: new Map(
      validator.body
        ? Object.entries(requestModels).map(([type, name]) => [type, models.get(name)] as const)
        : [],
    ),
  };
}

function parsed(schema: string): unknown {
  try {
    return JSON.parse(schema) as unknown;
  } catch {
    return undefined;
  }
}
