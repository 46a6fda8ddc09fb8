import type { ResolvedResource, ResolvedStack } from "../terraform/resolved-stack";
import { refuse } from "./common/refuse";
import { servable } from "./common/unservable";
import { unservableApi } from "./common/unservable-api";
import type { ApiGateway } from "./gateway";
import { createHttpApis } from "./http-api";
import { createRestApis } from "./rest-api";
import type { GatewayServices } from "./services";

/** A kind of API: the Terraform resources that define it, and the gateway that serves it. */
interface ApiKind {
  readonly resourceType: string;
  /** The `protocol_type` of its resources; undefined where the resource type has no such attribute. */
  readonly protocolType?: string;
  readonly createGateways: (
    apis: readonly ResolvedResource[],
    stack: ResolvedStack,
    services: GatewayServices,
  ) => ApiGateway[];
}

const API_KINDS: readonly ApiKind[] = [
  { resourceType: "aws_apigatewayv2_api", protocolType: "HTTP", createGateways: createHttpApis },
  { resourceType: "aws_api_gateway_rest_api", createGateways: createRestApis },
];

/** The Terraform resource types that define an API. */
export const API_TYPES: readonly string[] = [
  ...new Set(API_KINDS.map(({ resourceType }) => resourceType)),
];

/** Creates a gateway for each API of a stack; one that can't be read responds 501 to everything. */
export function createGateways(stack: ResolvedStack, services: GatewayServices): ApiGateway[] {
  const apis = API_TYPES.flatMap((type) => stack.ofType(type)).map((api) => ({
    api,
    kind: servable(() => kindOf(api)),
  }));
  const served = API_KINDS.flatMap((kind) => {
    const ofKind = apis.filter((one) => one.kind.value === kind).map(({ api }) => api);
    return kind.createGateways(ofKind, stack, services);
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
