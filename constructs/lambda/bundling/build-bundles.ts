import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import type { Bundle } from "./bundle";
import { BundleCache, cacheKey } from "./bundle-cache";

const PROGRAM = path.join(__dirname, "builder.cjs");
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** A built bundle: its folder, or why it couldn't be built. */
export type BuiltBundle = { readonly folder: string } | { readonly error: string };

interface Result {
  readonly error?: string;
}

/**
 * Builds the bundles that aren't in the cache: in parallel, and each key once. What takes longer
 * than a second is printed on stderr.
 * @returns the bundles by their cache key
 */
export function buildBundles(bundles: readonly Bundle[]): ReadonlyMap<string, BuiltBundle> {
  const cache = BundleCache.ofProject();
  const built = new Map<string, BuiltBundle>();
  const missing = new Map<string, Bundle>();
  for (const bundle of bundles) {
    const folder = cache.find(bundle);
    if (folder === undefined) {
      missing.set(cacheKey(bundle), bundle);
    } else {
      built.set(cacheKey(bundle), { folder });
    }
  }
  return new Map([...built, ...build([...missing.values()], cache)]);
}

function build(bundles: readonly Bundle[], cache: BundleCache): [string, BuiltBundle][] {
  if (bundles.length === 0) {
    return [];
  }
  const jobs = bundles.map((bundle) => ({ bundle, folder: cache.reserve() }));
  const results = runInParallel(jobs.map(({ bundle, folder }) => ({ ...bundle, folder })));
  return jobs.map(({ bundle, folder }, index) => {
    const error = results[index]?.error;
    if (error === undefined) {
      cache.keep(bundle, folder);
      return [cacheKey(bundle), { folder }];
    }
    rmSync(folder, { recursive: true });
    return [cacheKey(bundle), { error }];
  });
}

/** Synthesis is synchronous, so a process of its own runs the steps of all bundles. */
function runInParallel(jobs: readonly (Bundle & { readonly folder: string })[]): Result[] {
  const { status, signal, error, stdout } = spawnSync(process.execPath, [PROGRAM], {
    input: JSON.stringify(jobs),
    stdio: ["pipe", "pipe", "inherit"],
    maxBuffer: MAX_OUTPUT_BYTES,
    encoding: "utf8",
  });
  if (error) {
    throw error;
  }
  if (status !== 0) {
    throw new Error(`Bundling ended with ${signal ?? `exit status ${status}`}.`);
  }
  return JSON.parse(stdout) as Result[];
}
