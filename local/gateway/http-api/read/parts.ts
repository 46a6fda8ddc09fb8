import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { UnservableError } from "../../common/unservable/unservable";
import { importBody } from "./open-api/import-body";
import { quickCreated } from "./quick-create";

/** The resources of a type that belong to an API. */
export type PartsOfApi = (type: string) => ResolvedResource[];

/** The resources of an API, and what its body sets besides. */
export interface ApiParts {
  /** Those of the stack. */
  readonly declared: PartsOfApi;
  /** Also those that quick create and an OpenAPI body add. */
  readonly all: PartsOfApi;
  /** Whether the body disables the default endpoint. */
  readonly isEndpointDisabled: boolean;
  /** About the import of the body. */
  readonly warnings: readonly string[];
}

/** Attributes by which API Gateway tells an API's resources of a type apart. */
const KEYS = { aws_apigatewayv2_route: "route_key", aws_apigatewayv2_stage: "name" } as const;

/** @throws UnservableError for a body that AWS rejects, and for a resource that the API already has */
export function partsOf(stack: ResolvedStack, api: ResolvedResource): ApiParts {
  const id = api.string("id") ?? "";
  const declared = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("api_id") === id);
  const { resources, isEndpointDisabled, warnings } = importBody(stack, api);
  const derived = [...quickCreated(api), ...resources];
  for (const [type, key] of Object.entries(KEYS)) {
    refuseRepeated(api, key, declared(type), ofType(derived, type));
  }
  const all = (type: string) => [...declared(type), ...ofType(derived, type)];
  return { declared, all, isEndpointDisabled, warnings };
}

function ofType(resources: readonly ResolvedResource[], type: string): ResolvedResource[] {
  return resources.filter((resource) => resource.type === type);
}

function refuseRepeated(
  api: ResolvedResource,
  key: string,
  declared: readonly ResolvedResource[],
  derived: readonly ResolvedResource[],
): void {
  for (const resource of declared) {
    const value = resource.string(key);
    if (derived.some((one) => one.string(key) === value)) {
      throw new UnservableError(
        `${resource.address}: ${key} is ${JSON.stringify(value)}. AWS rejects it with a ConflictException, because ${api.address} already creates it. Remove one of them.`,
      );
    }
  }
}
