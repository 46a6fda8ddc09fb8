import { Aspects } from "cdktf";
import type { Construct } from "constructs";
import { warn } from "../../core/warning";
import type { PathItem } from "../resource";
import type { ApiCors } from "./api-cors";

/** Warns at synth of a preflight on a path that serves no other requests: they would get 403. */
export function warnOfUnusedPreflights(
  api: Construct,
  paths: () => readonly (readonly [string, PathItem])[],
  cors: ApiCors,
): void {
  Aspects.of(api).add({
    visit: (node) => {
      if (node !== api) {
        return;
      }
      const others = paths().filter(([, methods]) => Object.keys(methods).join() !== "options");
      const unused = cors.paths.filter((path) => !others.some(([other]) => serves(other, path)));
      for (const path of unused) {
        warn(
          api,
          `the preflight of ${path} has no effect, because no other method serves ${path}: requests ` +
            "to it get 403. Add the method, or move the preflight to the path that has it.",
        );
      }
    },
  });
}

/**
 * Whether requests to a path can reach the methods of another path, which may have variables: a
 * resource without the method of a request leaves it to them. A path with a variable may itself be
 * there for the preflight requests of others, so its preflight counts as used.
 */
function serves(path: string, requested: string): boolean {
  if (requested.includes("{")) {
    return true;
  }
  const parts = path.split("/");
  const wanted = requested.split("/");
  const isLongEnough = path.endsWith("+}")
    ? wanted.length >= parts.length
    : wanted.length === parts.length;
  return isLongEnough && parts.every((part, at) => part.startsWith("{") || part === wanted[at]);
}
