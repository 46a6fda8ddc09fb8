import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import type { BuiltBundle, Bundle, EsbuildReport } from "./bundle";
import { BundleCache, cacheKey } from "./bundle-cache";
import { stampInputs } from "./input-stamps";

const PROGRAM = path.join(__dirname, "builder.cjs");
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** A bundle that couldn't be built. */
export interface FailedBundle {
  readonly error: string;
}

/** What the program prints for each bundle. */
interface Result {
  readonly error?: string;
  readonly esbuild?: EsbuildReport;
}

/**
 * Builds the bundles that aren't in the cache: in parallel, and each key once. What takes longer
 * than a second is printed on stderr.
 * @returns the bundles by their cache key
 */
export function buildBundles(
  bundles: readonly Bundle[],
): ReadonlyMap<string, BuiltBundle | FailedBundle> {
  const cache = BundleCache.ofProject();
  const found = new Map<string, BuiltBundle>();
  const missing = new Map<string, Bundle>();
  for (const [key, bundle] of new Map(bundles.map((each) => [cacheKey(each), each]))) {
    const cached = cache.find(bundle);
    if (cached) {
      found.set(key, cached);
    } else {
      missing.set(key, bundle);
    }
  }
  return new Map([...found, ...build([...missing.values()], cache)]);
}

function build(
  bundles: readonly Bundle[],
  cache: BundleCache,
): [string, BuiltBundle | FailedBundle][] {
  if (bundles.length === 0) {
    return [];
  }
  const begun = Date.now();
  const jobs = bundles.map((bundle) => ({ bundle, folder: cache.reserve() }));
  const results = runInParallel(jobs.map(({ bundle, folder }) => ({ ...bundle, folder })));
  return jobs.map(({ bundle, folder }, index) => {
    const { error, esbuild } = results[index] ?? {};
    if (error !== undefined) {
      rmSync(folder, { recursive: true });
      return [cacheKey(bundle), { error }];
    }
    const stamps = esbuild && stampInputs(esbuild.inputs, begun);
    if (stamps || !esbuild) {
      cache.keep(bundle, { folder, esbuild }, stamps);
    }
    return [cacheKey(bundle), { folder, esbuild }];
  });
}

/** Synthesis is synchronous, so a process of its own runs the steps of all bundles. */
function runInParallel(jobs: readonly (Bundle & { readonly folder: string })[]): Result[] {
  const { status, signal, error, stdout } = spawnSync(process.execPath, [PROGRAM], {
    input: JSON.stringify(jobs),
    env: process.env,
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
