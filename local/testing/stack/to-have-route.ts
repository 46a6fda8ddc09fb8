import { checkNames } from "../check-names";
import { findFunction, inspectStack, type InspectedStack } from "./inspect-stack";
import type { MatcherResult } from "../matcher-result";
import { nearest } from "../../terraform/nearest";
import { line, listRoutes, unreadApis, type ListedRoute } from "./route-list";

/** What a route must be like. */
export interface ExpectedRoute {
  /** A function by its construct's id or path, or its name on AWS; a URL's host, or `MOCK`. */
  readonly to?: string;
  /** Who may call: `public`, `API key`, `IAM`, `JWT`, or all of it: `JWT https://issuer (scope)`. */
  readonly auth?: string;
}

/** Whether an API of the stack has a route. A failure shows how it differs, or the nearest one. */
export function toHaveRoute(
  received: unknown,
  key: string,
  expected: ExpectedRoute = {},
): MatcherResult {
  checkNames("toHaveRoute", expected, ["to", "auth"]);
  return inspectStack(received, (stack) => {
    const listed = listRoutes(stack);
    const named = listed.filter((route) => route.key === key);
    const differences = named.map((route) => differencesOf(stack, route, expected));
    const matching = named.filter((_, index) => differences[index]?.length === 0);
    if (matching.length > 0) {
      const there = matching.map((route) => `  ${line(route)}`);
      const message = ["Expected no such route, but there is:", ...there].join("\n");
      return { pass: true, message: () => message };
    }
    const unread = unreadApis(stack);
    if (unread.length > 0) {
      throw new Error([`It isn't known whether there is ${key}:`, ...unread].join("\n  "));
    }
    const message =
      named.length > 0
        ? [`${key} is there, but not as expected:`, ...differences.flat()].join("\n")
        : missing(stack.name, key, listed);
    return { pass: false, message: () => message };
  });
}

function differencesOf(
  stack: InspectedStack,
  route: ListedRoute,
  { to, auth }: ExpectedRoute,
): string[] {
  return [
    ...(to === undefined || goesTo(stack, route, to) ? [] : [difference("to", to, route.to)]),
    ...(auth === undefined || isAuth(route.auth, auth)
      ? []
      : [difference("auth", auth, route.auth)]),
  ];
}

function difference(what: string, expected: string, received: string): string {
  return `  ${what}: expected ${expected}, received ${received}`;
}

function goesTo(stack: InspectedStack, { to, target }: ListedRoute, expected: string): boolean {
  if (expected === to || expected === target) {
    return true;
  }
  const { name, address } = findFunction(stack, expected);
  return target === name || target === address;
}

/** `JWT` is the kind; `JWT https://issuer` must be all of it, or all but the scopes. */
function isAuth(auth: string, expected: string): boolean {
  return (
    auth === expected || auth.startsWith(`${expected} `) || auth.split(", ").includes(expected)
  );
}

function missing(stack: string, key: string, all: readonly ListedRoute[]): string {
  if (all.length === 0) {
    return `There is no route ${key}: the stack ${stack} has no routes.`;
  }
  const like = nearest(
    key,
    all.map((route) => route.key),
  );
  return [
    `There is no route ${key}${like === undefined ? "." : `. The nearest is ${like}.`}`,
    "",
    `Routes of the stack ${stack}:`,
    ...all.map((route) => `  ${line(route)}`),
  ].join("\n");
}
