import { inspectStack } from "./inspect-stack";
import type { MatcherResult } from "../matcher-result";
import { nearest } from "../../terraform/nearest";
import { line, listRoutes, unreadApis, type ListedRoute } from "./route-list";

/**
 * Whether exactly these routes can be called by anyone: without an authorizer, an API key, a
 * resource policy or a private endpoint.
 * @param expected `GET /pets`, or as `routes()` prints it, `Shop/HttpApi: GET /pets`; a route that
 * several APIs have is listed for each of them
 */
export function toHavePublicRoutes(received: unknown, expected: readonly string[]): MatcherResult {
  return inspectStack(received, (stack) => {
    const listed = listRoutes(stack);
    const unread = unreadApis(stack);
    if (unread.length > 0) {
      throw new Error(["It isn't known which routes are public:", ...unread].join("\n  "));
    }
    const lacking = [...expected];
    const extra = listed.filter((route) => {
      const index = route.isPublic ? lacking.findIndex((key) => isMeant(route, key)) : -1;
      if (index >= 0) {
        lacking.splice(index, 1);
      }
      return route.isPublic && index < 0;
    });
    const pass = extra.length === 0 && lacking.length === 0;
    const parts = pass
      ? ["Expected other public routes than:", ...expected.map((key) => `  ${key}`)]
      : [
          ...section(
            "Anyone can call these routes, which isn't expected:",
            extra.map((route) => `${route.api}: ${line(route)}`),
          ),
          ...section(
            "Expected to be public:",
            lacking.map((key) => `${key}: ${reason(key, listed)}`),
          ),
        ];
    return { pass, message: () => parts.join("\n") };
  });
}

function isMeant({ api, key }: ListedRoute, expected: string): boolean {
  return expected === key || expected === `${api}: ${key}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((text) => `  ${text}`)];
}

function reason(expected: string, listed: readonly ListedRoute[]): string {
  const route = listed.find((one) => isMeant(one, expected));
  if (route) {
    return route.isPublic ? "it is listed more often than there are APIs" : `needs ${route.auth}`;
  }
  const like = nearest(
    expected,
    listed.map(({ key }) => key),
  );
  return `there is no such route${like === undefined ? "" : `; the nearest is ${like}`}`;
}
