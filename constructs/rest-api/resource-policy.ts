import type { ApiGatewayRestApi } from "@cdktf/provider-aws/lib/api-gateway-rest-api";
import { ApiGatewayRestApiPolicy } from "@cdktf/provider-aws/lib/api-gateway-rest-api-policy";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { isKnown } from "../core/known";
import { withPolicyVariables } from "../core/policy-variables";
import { refuse } from "../core/refusal";
import { PolicyDocument } from "./policy";
import { sortedJson } from "./sorted-json";

const ALLOWED = "a resource policy, as JSON";

/** Names the API in its own policy; the ARN of an API never contains it. */
const SHORTHAND = "execute-api:/";

/**
 * The resource policy as the API's document holds it.
 * @throws if it is known and isn't a JSON object
 */
export function resourcePolicy(scope: Construct, given: string | PolicyDocument): string {
  const policy = given instanceof PolicyDocument ? given.render(scope) : given;
  if (given instanceof PolicyDocument) {
    return withPolicyVariables(policy);
  }
  return isKnown(policy) ? sortedJson(parsed(scope, policy)) : withPolicyVariables(policy);
}

function parsed(scope: Construct, policy: string): object {
  const value = jsonIn(policy);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value;
  }
  const fix = "Create it with JSON.stringify, or use a data source.";
  return refuse(scope, { what: "policy", value: policy, allowed: ALLOWED, fix });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Sets the policy again after each import of the document that holds it. The document alone would
 * do with the AWS provider 6.48 and later; an earlier one restores the previous policy after the
 * import (https://github.com/hashicorp/terraform-provider-aws/issues/38515). The policy alone would
 * not do either: a later provider leaves it removed by the import
 * (https://github.com/hashicorp/terraform-provider-aws/issues/49672). The `policy` of the API itself
 * can't name the API's ARN, into which API Gateway expands the shorthand, so every plan would
 * change it.
 */
export function attachPolicy(
  scope: Construct,
  api: ApiGatewayRestApi,
  policy: string,
): ApiGatewayRestApiPolicy {
  return new ApiGatewayRestApiPolicy(scope, "Policy", {
    restApiId: api.id,
    policy: expanded(policy, `${api.executionArn}/`),
  });
}

function expanded(policy: string, arn: string): string {
  // Text is expanded here: CDKTF doesn't escape the quotes of a text in an expression.
  if (policy.trimStart().startsWith("{")) {
    return policy.replaceAll(SHORTHAND, arn);
  }
  return Fn.replace(policy, SHORTHAND, arn);
}

/** API Gateway doesn't deploy a private API without a policy. */
export function checkPolicy(
  scope: Construct,
  { endpointType, policy }: { readonly endpointType?: string; readonly policy?: unknown },
): void {
  if (endpointType !== "PRIVATE" || policy !== undefined) {
    return;
  }
  refuse(scope, {
    what: "policy",
    value: null,
    allowed: `${ALLOWED}, for a PRIVATE endpoint`,
    fix: "Name the VPC endpoints that may call the API: API Gateway refuses to deploy it otherwise.",
  });
}
