import type { IConstruct } from "constructs";
import { isJavaRegex } from "../../api-gateway/java-regex";
import { refuse } from "../../core/refusal";

/**
 * Refuses what can't be the key of an integration response: its status between slashes, as a regular
 * expression.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-integration-response-selection-expressions.html
 */
export function checkResponseKey(scope: IConstruct, key: string): void {
  const pattern = /^\/(.*)\/$/s.exec(key)?.[1];
  if (key === "$default" || (pattern !== undefined && isJavaRegex(pattern))) {
    return;
  }
  refuse(scope, {
    what: "key of an integration response",
    value: key,
    allowed: "$default, or a regular expression between slashes, as Java compiles it",
    fix: String.raw`Write it like "/4\\d\\d/".`,
  });
}
