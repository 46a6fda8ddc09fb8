import { servable } from "../../gateway/common/unservable/unservable";
import { JsonReader } from "../../gateway/common/open-api/json-reader";
import { resourcesOfApi } from "../../gateway/rest-api/read/resources-of-api";
import { stackPolicy } from "../../iam/stack-policy";
import type { ResolvedResource, ResolvedStack } from "../../terraform";

/** A policy that only an apply knows. */
const UNKNOWN = "unknown";

/**
 * The resource policy of a REST API, as JSON: of its own resource, of its document, or of the API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 */
export function resourcePolicyOf(
  stack: ResolvedStack,
  api: ResolvedResource,
  document: object,
): string | undefined {
  const [own] = resourcesOfApi(stack, api)("aws_api_gateway_rest_api_policy");
  const inDocument = JsonReader.of(document).raw("x-amazon-apigateway-policy");
  const read = servable(
    () =>
      own?.string("policy") ??
      (typeof inDocument === "object" ? JSON.stringify(inDocument) : undefined) ??
      api.string("policy"),
  );
  return read.unservable === undefined ? read.value : UNKNOWN;
}

/** Whether a resource policy keeps nobody out: it allows everybody, unconditionally. */
export function letsEverybodyIn(policy: string): boolean {
  const { statements = [] } = stackPolicy("", () => policy);
  const isForEverybody = ({ effect, principal, conditions }: (typeof statements)[number]) =>
    effect === "Allow" &&
    conditions.length === 0 &&
    principal?.isNegated === false &&
    principal.values.includes("*");
  return statements.some(isForEverybody) && statements.every(({ effect }) => effect === "Allow");
}
