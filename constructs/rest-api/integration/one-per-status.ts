import { refuse } from "../../core/refusal";
import { sortedJson } from "../sorted-json";
import type { IntegrationContext, ResponseObject } from "./integration";

type ByPattern = Readonly<Record<string, ResponseObject>>;

/** Open quotes, references to groups, and comments mean something else in a joined pattern. */
const NOT_JOINABLE = /\\[1-9kQ]|\(\?<[A-Za-z]|\(\?[a-zA-Z]*x/;

/**
 * One response for each status, as API Gateway keeps them: of several it would keep one, and lose
 * the others' patterns. Those that differ only in their patterns become one with all the patterns.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_IntegrationResponse.html
 */
export function onePerStatus(context: IntegrationContext, byPattern: ByPattern): ByPattern {
  const byStatus = new Map<string, { patterns: string[]; response: ResponseObject }>();
  for (const [pattern, response] of Object.entries(byPattern)) {
    const first = byStatus.get(response.statusCode);
    if (first === undefined) {
      byStatus.set(response.statusCode, { patterns: [pattern], response });
      continue;
    }
    first.patterns.push(pattern);
    const isEqual = sortedJson(response) === sortedJson(first.response);
    if (!isEqual || !first.patterns.every(isJoinable)) {
      refuseStatus(context, response.statusCode);
    }
  }
  return Object.fromEntries(
    [...byStatus.values()].map(({ patterns, response }) => [joined(patterns), response]),
  );
}

function isJoinable(pattern: string): boolean {
  return pattern !== "default" && !NOT_JOINABLE.test(pattern);
}

function joined(patterns: readonly string[]): string {
  if (patterns.length === 1) {
    return patterns.join("");
  }
  return [...patterns]
    .sort()
    .map((pattern) => `(?:${pattern})`)
    .join("|");
}

function refuseStatus({ api, method }: IntegrationContext, statusCode: string): never {
  return refuse(api, {
    what: `statusCode of several integration responses of ${method}`,
    value: statusCode,
    allowed: "one integration response per status, or several that differ only in their patterns",
    fix: "Choose another status, or write one pattern: API Gateway keeps one response per status.",
  });
}
