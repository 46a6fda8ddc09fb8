import type { ApiRequest, AwsBehaviour } from "./behaviour";
import { holdsRestApi } from "./resource-policies";

/**
 * AWS associates a private API with VPC endpoints by patches, of which each names one, and an import
 * that overwrites the API detaches them all. moto 5.2 takes such a patch for an endpoint type.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/associate-private-api-with-vpc-endpoint.html
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutRestApi.html
 */
export function vpcEndpoints(): AwsBehaviour {
  const associated = new Map<string, ReadonlySet<string>>();
  return {
    before: (request) => (request.method === "PATCH" ? withoutAssociations(request) : request),
    after: (request, { status, body }) => {
      if (status >= 300 || !holdsRestApi(request)) {
        return body;
      }
      const api = JSON.parse(body.toString()) as RestApi;
      associated.set(api.id, idsAfter(request, associated.get(api.id) ?? new Set()));
      const vpcEndpointIds = [...(associated.get(api.id) ?? [])];
      const endpointConfiguration = { ...api.endpointConfiguration, vpcEndpointIds };
      return Buffer.from(JSON.stringify({ ...api, endpointConfiguration }));
    },
  };
}

const ASSOCIATION = "/endpointConfiguration/vpcEndpointIds";

interface RestApi {
  readonly id: string;
  readonly endpointConfiguration?: { readonly vpcEndpointIds?: readonly string[] };
}

interface Patch {
  readonly op: string;
  readonly path: string;
  readonly value: string;
}

const patchesOf = ({ body }: ApiRequest): readonly Patch[] =>
  (JSON.parse(body.toString()) as { patchOperations: readonly Patch[] }).patchOperations;

function withoutAssociations(request: ApiRequest): ApiRequest {
  if (!holdsRestApi(request)) {
    return request;
  }
  const patchOperations = patchesOf(request).filter(({ path }) => path !== ASSOCIATION);
  return { ...request, body: Buffer.from(JSON.stringify({ patchOperations })) };
}

function idsAfter(request: ApiRequest, before: ReadonlySet<string>): ReadonlySet<string> {
  switch (request.method) {
    case "POST": {
      const { endpointConfiguration } = JSON.parse(request.body.toString()) as RestApi;
      return new Set(endpointConfiguration?.vpcEndpointIds);
    }
    case "PUT":
      return new Set();
    case "PATCH":
      return patched(before, patchesOf(request));
    default:
      return before;
  }
}

function patched(before: ReadonlySet<string>, patches: readonly Patch[]): ReadonlySet<string> {
  const ids = new Set(before);
  for (const { op, value } of patches.filter(({ path }) => path === ASSOCIATION)) {
    if (op === "add") {
      ids.add(value);
    } else {
      ids.delete(value);
    }
  }
  return ids;
}
