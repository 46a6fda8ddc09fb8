import type { ServedApi, ServedRoute } from "../runner/runner";
import { aligned } from "./aligned";

/** The routes of each API: method, path, integration, and who may call. */
export function routesTable(apis: readonly ServedApi[]): string {
  return apis.map((api) => `${api.name} (${api.address})\n${lines(api).join("\n")}\n`).join("\n");
}

function lines({ isServed, routes }: ServedApi): string[] {
  if (!isServed) {
    return ["  Not served: every request gets 501."];
  }
  if (routes.length === 0) {
    return ["  No routes."];
  }
  const title = ["METHOD", "PATH", "INTEGRATION", "ACCESS", ""];
  return aligned([title, ...routes.map(row)]).map((line) => `  ${line}`);
}

function row({ method, path, target, access, isServed }: ServedRoute): string[] {
  return [method, path, target, access, isServed ? "" : "not served: 501"];
}
