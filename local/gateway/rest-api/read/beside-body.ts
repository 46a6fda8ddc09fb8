import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { UnservableError } from "../../common/unservable/unservable";
import { resourcesOfApi } from "./resources-of-api";

const DELETED_TYPES = [
  "resource",
  "method",
  "method_response",
  "integration",
  "integration_response",
  "model",
  "gateway_response",
  "request_validator",
  "authorizer",
].map((type) => `aws_api_gateway_${type}`);

/**
 * An import that overwrites, which is what the provider does unless `put_rest_api_mode` is
 * `merge`, deletes what the document lacks.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-update.html
 */
export function deletedByImport(stack: ResolvedStack, api: ResolvedResource): string[] {
  if (isMerged(api)) {
    return [];
  }
  const deleted = DELETED_TYPES.flatMap(resourcesOfApi(stack, api));
  if (deleted.length === 0) {
    return [];
  }
  const addresses = deleted.map(({ address }) => address).join(", ");
  return [
    `${api.address}.body: every change to it deletes ${addresses} on AWS: define them in the body, or set put_rest_api_mode to "merge".`,
  ];
}

/** CreateModel rejects the name of a model that the import has created, as recorded. */
export function refuseModelsOfBody(
  stack: ResolvedStack,
  api: ResolvedResource,
  models: ReadonlyMap<string, string>,
): void {
  for (const model of resourcesOfApi(stack, api)("aws_api_gateway_model")) {
    const name = model.string("name") ?? "";
    if (!models.has(name)) {
      continue;
    }
    throw new UnservableError(
      `${model.address}: name is ${JSON.stringify(name)}. AWS rejects it: Model name already exists for this REST API. ${api.address}.body defines it.`,
    );
  }
}

export function isMerged(api: ResolvedResource): boolean {
  return api.string("put_rest_api_mode") === "merge";
}
