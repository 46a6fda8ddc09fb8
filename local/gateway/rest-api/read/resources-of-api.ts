import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";

/** Finds the resources of a type that belong to an API. */
export function resourcesOfApi(
  stack: ResolvedStack,
  api: ResolvedResource,
): (type: string) => ResolvedResource[] {
  const id = api.string("id");
  return (type) => stack.ofType(type).filter((resource) => resource.string("rest_api_id") === id);
}
