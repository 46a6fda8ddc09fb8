import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { UnservableError } from "../../common/unservable";
import { quickCreated } from "./quick-create";

/** The resources of a type that belong to an API. */
export type PartsOfApi = (type: string) => ResolvedResource[];

/** Attributes by which API Gateway tells an API's resources of a type apart. */
const KEYS = { aws_apigatewayv2_route: "route_key", aws_apigatewayv2_stage: "name" } as const;

/**
 * The resources of an API: those of the stack, and those that quick create adds.
 * @throws UnservableError where AWS rejects a resource because the API already has it
 */
export function partsOf(stack: ResolvedStack, api: ResolvedResource): PartsOfApi {
  const id = api.string("id") ?? "";
  const declared = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("api_id") === id);
  const derived = quickCreated(api);
  for (const [type, key] of Object.entries(KEYS)) {
    refuseRepeated(api, key, declared(type), ofType(derived, type));
  }
  return (type) => [...declared(type), ...ofType(derived, type)];
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
        `${resource.address}: ${key} is ${JSON.stringify(value)}. AWS rejects it with a ConflictException, because ${api.address} already creates it by its target. Remove one of them.`,
      );
    }
  }
}
