import { servable } from "../../gateway/common/unservable/unservable";
import { literalPattern } from "../../literal-pattern";
import type { ResolvedStack } from "../../terraform";

/** Attributes whose values name a resource and are different in each account or deployment. */
const IDENTIFIERS = [
  "invoke_arn",
  "qualified_invoke_arn",
  "qualified_arn",
  "arn",
  "execution_arn",
  "api_endpoint",
  "invoke_url",
];
/** Types whose ID AWS generates. */
const GENERATED_ID = /^aws_(?:apigatewayv2|api_gateway)_(?:api|rest_api|authorizer)$/;

/**
 * Replaces ARNs, URLs and generated IDs of a stack's resources by their Terraform addresses, and the
 * account's ID by `account-id`. A synthesised stack and a deployed one read the same then.
 */
export function readableNames(stack: ResolvedStack): (text: string) => string {
  const addresses = new Map<string, string>();
  for (const resource of stack.all()) {
    for (const name of identifiersOf(resource.type)) {
      const value = servable(() => resource.string(name)).value;
      if (value !== undefined && value.length > 5 && !addresses.has(value)) {
        addresses.set(value, resource.address);
      }
    }
  }
  const longestFirst = [...addresses.keys()].sort((a, b) => b.length - a.length);
  const known = longestFirst.map(literalPattern).join("|");
  const identifier = new RegExp(`(?:${known || "(?!)"})(?![\\w-])`, "g");
  return (text) =>
    text
      .replace(identifier, (value) => addresses.get(value) ?? value)
      .replaceAll(`:${stack.accountId}:`, ":account-id:");
}

/** The ARN and the URL of a deployment are those of its API or stage. */
function identifiersOf(type: string): readonly string[] {
  if (type === "aws_api_gateway_deployment") {
    return ["id"];
  }
  return GENERATED_ID.test(type) ? [...IDENTIFIERS, "id"] : IDENTIFIERS;
}
