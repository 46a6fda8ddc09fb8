import type { ServedApi, ServedRoute } from "../../runner/served-apis";
import { aligned } from "../aligned";
import { styled } from "../styled";

/** The routes of each API: method, path, integration, and who may call. */
export function routesTable(apis: readonly ServedApi[]): string {
  return apis.map((api) => `${heading(api)}\n${lines(api).join("\n")}\n`).join("\n");
}

function heading({ name, address }: ServedApi): string {
  return `${styled("bold", name, process.stdout)} (${address})`;
}

function lines({ isServed, routes }: ServedApi): string[] {
  if (!isServed) {
    return [`  ${styled("red", "not served: every request gets 501", process.stdout)}`];
  }
  if (routes.length === 0) {
    return ["  No routes."];
  }
  const title = ["METHOD", "PATH", "INTEGRATION", "ACCESS", ""];
  return aligned([title, ...routes.toSorted(byPath).map(row)]).map((line) => `  ${line}`);
}

/** `$default` gets what no other route does. The methods of a path keep their order. */
function byPath(one: ServedRoute, other: ServedRoute): number {
  const [first, second] = [one, other].map(({ path }) => (path === "$default" ? "\uffff" : path));
  return first === second ? 0 : (first ?? "") < (second ?? "") ? -1 : 1;
}

function row({ method, path, target, access, isServed }: ServedRoute): string[] {
  return [
    method,
    path,
    target,
    access,
    isServed ? "" : styled("red", "not served: 501", process.stdout),
  ];
}
