import { readFileSync } from "node:fs";
import type { Construct } from "constructs";
import { refuse } from "../../core/refusal";

/**
 * The version of the installed esbuild, which is an optional peer dependency. It isn't loaded: a
 * synthesis whose bundles are in the cache doesn't need it.
 * @throws if it isn't installed
 */
export function esbuildVersion(scope: Construct): string {
  let file: string;
  try {
    file = require.resolve("esbuild/package.json");
  } catch {
    return refuse(scope, {
      what: "esbuild",
      value: undefined,
      allowed: "an installed version 0.25 or later",
      fix: "It bundles the function: npm install --save-dev esbuild",
    });
  }
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
