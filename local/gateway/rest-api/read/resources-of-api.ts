import { servable } from "../../common/unservable/unservable";
import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { refuseRepeatedStages, stagesOfDeployments } from "./stages-of-deployments";

/** Finds the resources of a type that belong to an API, including stages that deployments create. */
export function resourcesOfApi(
  stack: ResolvedStack,
  api: ResolvedResource,
): (type: string) => ResolvedResource[] {
  const id = api.string("id");
  const declared = (type: string) =>
    stack.ofType(type).filter((resource) => resource.string("rest_api_id") === id);
  return (type) => {
    if (type !== "aws_api_gateway_stage") {
      return declared(type);
    }
    const created = stagesOfDeployments(declared("aws_api_gateway_deployment"));
    const stages = declared(type);
    refuseRepeatedStages(stages, created);
    return [...stages, ...created];
  };
}

/**
 * The method that a resource is or belongs to, by the API's resource and the HTTP method. The latter
 * is empty for a part of a method whose `count` or `for_each` is unknown: it may belong to any.
 */
export function methodKey(resource: ResolvedResource): string {
  const httpMethod = servable(() => resource.string("http_method") ?? "").value ?? "";
  return `${resource.string("resource_id") ?? ""} ${httpMethod.toUpperCase()}`;
}
