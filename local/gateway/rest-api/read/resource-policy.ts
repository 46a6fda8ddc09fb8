import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import type { Statement } from "../../../iam/policy";
import { wellFormedPolicy } from "../../../iam/well-formed-policy";
import { UnservableError } from "../../common/unservable/unservable";
import type { JsonObject } from "../import";
import { JsonReader } from "../../common/open-api/json-reader";
import { resourcesOfApi } from "./resources-of-api";

/**
 * The resource policy of an API: from a separate resource, the API's attribute or its document.
 * Undefined if it has none.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
 * @throws UnservableError for a policy that AWS would reject
 */
export function resourcePolicyOf(
  stack: ResolvedStack,
  api: ResolvedResource,
  document: JsonObject | undefined,
): readonly Statement[] | undefined {
  const [separate] = resourcesOfApi(stack, api)("aws_api_gateway_rest_api_policy");
  const text = separate?.string("policy") ?? (api.string("policy") || undefined);
  const given =
    text === undefined
      ? document && JsonReader.of(document).raw("x-amazon-apigateway-policy")
      : parsed(separate ?? api, text);
  if (given === undefined) {
    return undefined;
  }
  const read = wellFormedPolicy(given, { hasPrincipals: true });
  if ("problem" in read) {
    throw rejected(separate ?? api, read.problem);
  }
  const executionArn = api.string("execution_arn") ?? "";
  return read.statements.map((statement) => withWholeArns(statement, executionArn));
}

function parsed(owner: ResolvedResource, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw rejected(owner, "it is not valid JSON");
  }
}

function rejected({ address }: ResolvedResource, problem: string): UnservableError {
  return new UnservableError(`${address}: policy can't be served: ${problem}.`);
}

/** `execute-api:/stage/GET/pets` is short for an ARN of this API. */
function withWholeArns(statement: Statement, executionArn: string): Statement {
  const { resource } = statement;
  if (!resource) {
    return statement;
  }
  const values = resource.values.map((value) =>
    value.replace(/^execute-api:\//, `${executionArn}/`),
  );
  return { ...statement, resource: { ...resource, values } };
}
