import { createRequire } from "node:module";
import type * as yaml from "yaml";
import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { UnservableError } from "../unservable/unservable";

// Loading it takes longer than reading most stacks, and most of them have no YAML.
const load = createRequire(__filename);

/**
 * The OpenAPI document in the `body` of an API. As for the provider, what begins with a brace is
 * JSON, and everything else YAML. That words such as `yes` are strings, as in YAML 1.2, is inferred.
 * @throws UnservableError for a body that is neither
 */
export function readDocument(stack: ResolvedStack, api: ResolvedResource): unknown {
  const body = api.string("body");
  return body === undefined ? undefined : parse(api, withAwsVariables(body, stack));
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/import-api-aws-variables.html */
function withAwsVariables(body: string, stack: ResolvedStack): string {
  return body
    .replaceAll("${AWS::AccountId}", () => stack.accountId)
    .replaceAll("${AWS::Partition}", "aws")
    .replaceAll("${AWS::Region}", () => stack.region);
}

function parse({ address }: ResolvedResource, body: string): unknown {
  const isJson = /^\s*\{/.test(body);
  try {
    return isJson ? JSON.parse(body) : parseYaml(body);
  } catch (error) {
    const [reason = ""] = (error as Error).message.split("\n");
    throw new UnservableError(
      `${address}: body is not valid ${isJson ? "JSON" : "YAML"}: ${reason.replace(/:$/, "")}`,
    );
  }
}

function parseYaml(body: string): unknown {
  const { parse: parseBody } = load("yaml") as typeof yaml;
  return parseBody(body, { merge: true, logLevel: "error" });
}
