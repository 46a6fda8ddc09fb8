import { readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import picomatch from "picomatch";

const GLOB = /[*?[\]{}\\]/;

/**
 * The files below a folder that match a pattern, relative to the folder. Links are followed.
 * @see https://developer.hashicorp.com/terraform/language/functions/fileset
 */
export function filesMatching(folder: string, pattern: string): string[] {
  const segments = path.posix.normalize(pattern).split("/");
  const firstGlob = segments.findIndex((segment) => GLOB.test(segment));
  // The last segment is the name of a file, even if it isn't a pattern.
  const split = firstGlob < 0 ? segments.length - 1 : firstGlob;
  const start = path.resolve(folder, ...segments.slice(0, split));
  const wanted = segments.slice(split);
  const isWanted = picomatch(wanted.join("/"), { dot: true, noextglob: true, nonegate: true });
  const depth = wanted.includes("**") ? Infinity : wanted.length;
  return filesIn(start, depth, [])
    .filter((file) => isWanted(path.relative(start, file)))
    .map((file) => path.relative(folder, file));
}

function filesIn(folder: string, depth: number, above: readonly string[]): string[] {
  const real = realPath(folder);
  if (depth === 0 || real === undefined || above.includes(real)) {
    return [];
  }
  return namesIn(folder).flatMap((name) => {
    const found = path.join(folder, name);
    const kind = statSync(found, { throwIfNoEntry: false });
    if (kind?.isDirectory()) {
      return filesIn(found, depth - 1, [...above, real]);
    }
    return kind?.isFile() ? [found] : [];
  });
}

function realPath(folder: string): string | undefined {
  try {
    return realpathSync(folder);
  } catch {
    return undefined;
  }
}

/** None if the path is not a folder, as for Terraform. */
function namesIn(folder: string): string[] {
  return statSync(folder).isDirectory() ? readdirSync(folder) : [];
}
