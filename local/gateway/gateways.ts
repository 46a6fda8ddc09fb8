import type { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { refuse } from "./common/unservable/refuse";
import { servable } from "./common/unservable/unservable";
import { unservableApi } from "./common/unservable/unservable-api";
import type { ApiGateway } from "./gateway";
import type * as functionUrl from "./function-url";
import type * as httpApi from "./http-api";
import type * as restApi from "./rest-api";
import type { GatewayServices } from "./services";
import type * as webSocketApi from "./websocket-api";

/** A kind of API: the Terraform resources that define it, and the gateway that serves it. */
interface ApiKind {
  readonly resourceType: string;
  /** The `protocol_type` of its resources; undefined where the resource type has no such attribute. */
  readonly protocolType?: string;
  /** The attribute with its name. */
  readonly nameAttribute: string;
  /** Loads the code of this kind, which takes 40 ms: most stacks have one or two kinds. */
  readonly loadGateways: () => CreateGateways;
}

type CreateGateways = (
  apis: readonly ResolvedResource[],
  stack: ResolvedStack,
  services: GatewayServices,
) => ApiGateway[];

/* eslint-disable @typescript-eslint/no-require-imports -- only when needed, and at once */
const API_KINDS: readonly ApiKind[] = [
  {
    resourceType: "aws_apigatewayv2_api",
    protocolType: "HTTP",
    nameAttribute: "name",
    loadGateways: () => (require("./http-api") as typeof httpApi).createHttpApis,
  },
  {
    resourceType: "aws_apigatewayv2_api",
    protocolType: "WEBSOCKET",
    nameAttribute: "name",
    loadGateways: () => (require("./websocket-api") as typeof webSocketApi).createWebSocketApis,
  },
  {
    resourceType: "aws_api_gateway_rest_api",
    nameAttribute: "name",
    loadGateways: () => (require("./rest-api") as typeof restApi).createRestApis,
  },
  {
    resourceType: "aws_lambda_function_url",
    nameAttribute: "function_name",
    loadGateways: () => (require("./function-url") as typeof functionUrl).createFunctionUrls,
  },
];
/* eslint-enable @typescript-eslint/no-require-imports */

/** The Terraform resource types that define an API, and the attribute with its name. */
export const API_NAME_ATTRIBUTES: Readonly<Record<string, string>> = Object.fromEntries(
  API_KINDS.map(({ resourceType, nameAttribute }) => [resourceType, nameAttribute]),
);

/** The Terraform resource types that define an API. */
export const API_TYPES: readonly string[] = Object.keys(API_NAME_ATTRIBUTES);

/** Creates a gateway for each API of a stack; one that can't be read responds 501 to everything. */
export function createGateways(stack: ResolvedStack, services: GatewayServices): ApiGateway[] {
  const apis = API_TYPES.flatMap((type) => stack.ofType(type)).map((api) => ({
    api,
    kind: servable(() => kindOf(api)),
  }));
  const served = API_KINDS.flatMap((kind) => {
    const ofKind = apis.filter((one) => one.kind.value === kind).map(({ api }) => api);
    return ofKind.length === 0 ? [] : kind.loadGateways()(ofKind, stack, services);
  });
  const unservable = apis.flatMap(({ api, kind }) =>
    kind.unservable === undefined ? [] : [unservableApi(api, kind.unservable, services.log)],
  );
  return [...served, ...unservable];
}

function kindOf(api: ResolvedResource): ApiKind {
  const kinds = API_KINDS.filter(({ resourceType }) => resourceType === api.type);
  const protocolType = api.string("protocol_type");
  const kind = kinds.find((one) => one.protocolType === protocolType);
  if (kind) {
    return kind;
  }
  const served = kinds.map((one) => one.protocolType).join(", ");
  return refuse(
    api.address,
    "protocol_type",
    protocolType ?? "",
    `The local runner serves only ${served}.`,
  );
}
