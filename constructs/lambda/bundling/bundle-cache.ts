import { createHash, randomUUID } from "node:crypto";
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import type { Bundle, BuiltBundle, EsbuildReport } from "./bundle";
import type { InputStamps } from "./input-stamps";
import { areUnchanged } from "./input-stamps";

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** A bundle that no synthesis has used for this long is removed. */
const UNUSED_MILLISECONDS = 30 * DAY_MILLISECONDS;
/** Another process may still copy from the folder of a replaced bundle. */
const REPLACED_MILLISECONDS = 60 * 60 * 1000;

/** The record of a bundle in the cache. */
interface Entry {
  /** Name of the folder with its files, which never change. */
  readonly folder: string;
  readonly esbuild?: EsbuildReport;
  /** State of what esbuild read. */
  readonly stamps?: InputStamps;
}

/** Equal for bundles with equal keys. */
export function cacheKey({ key }: Bundle): string {
  return createHash("sha256").update(JSON.stringify(key)).digest("hex");
}

/** In a build folder. */
const CACHE = ".bundles";

/** Of the record of a bundle. */
function nameOf(bundle: Bundle): string {
  return `${cacheKey(bundle)}.json`;
}

/**
 * The bundles of earlier syntheses, in the build folder. A bundle appears in it as a whole or not at
 * all, even if several processes build it at the same time.
 */
export class BundleCache {
  /** @param others - build folders whose bundles are used as well, and left as they are */
  private constructor(
    private readonly folder: string,
    private readonly others: readonly string[],
  ) {}

  /**
   * The cache in the build folder of the app in the working directory. `CDKTF_OTHER_OUTDIRS` can name
   * other build folders, separated as in `PATH`, for a synthesis into a new one.
   */
  static ofProject(): BundleCache {
    const { CDKTF_OUTDIR = "cdktf.out", CDKTF_OTHER_OUTDIRS = "" } = process.env;
    const others = CDKTF_OTHER_OUTDIRS.split(path.delimiter).filter((folder) => folder !== "");
    return new BundleCache(path.resolve(CDKTF_OUTDIR, CACHE), others);
  }

  /** A bundle that was built before of the same sources; undefined if it has to be built. */
  find(bundle: Bundle): BuiltBundle | undefined {
    // What esbuild read isn't in the key, and may be in another project.
    const isPortable = bundle.steps.every(({ kind }) => kind !== "esbuild");
    return this.findIn(this.folder, bundle) ?? (isPortable ? this.findInOthers(bundle) : undefined);
  }

  private findInOthers(bundle: Bundle): BuiltBundle | undefined {
    for (const other of this.others) {
      const found = this.findIn(path.resolve(other, CACHE), bundle);
      if (found) {
        return found;
      }
    }
    return undefined;
  }

  private findIn(cache: string, bundle: Bundle): BuiltBundle | undefined {
    try {
      const record = path.join(cache, nameOf(bundle));
      const { folder, esbuild, stamps = {} } = JSON.parse(readFileSync(record, "utf8")) as Entry;
      const found = path.join(cache, folder);
      statSync(found);
      if (!areUnchanged(stamps)) {
        return undefined;
      }
      if (cache === this.folder) {
        utimesSync(record, new Date(), new Date());
      }
      return { folder: found, esbuild };
    } catch {
      return undefined;
    }
  }

  /** An empty folder to build in. */
  reserve(): string {
    const folder = path.join(this.folder, randomUUID());
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /**
   * Keeps a bundle whose folder `reserve` returned.
   * @param stamps - state of what esbuild read
   */
  keep(bundle: Bundle, { folder, esbuild }: BuiltBundle, stamps?: InputStamps): void {
    const entry: Entry = { folder: path.basename(folder), esbuild, stamps };
    const record = this.recordOf(bundle);
    const written = `${record}.${randomUUID()}`;
    writeFileSync(written, JSON.stringify(entry));
    renameSync(written, record);
    this.prune();
  }

  private recordOf(bundle: Bundle): string {
    return path.join(this.folder, nameOf(bundle));
  }

  private prune(): void {
    const names = readdirSync(this.folder);
    const records = names.filter((name) => name.endsWith(".json"));
    this.remove(records, UNUSED_MILLISECONDS);
    const used = new Set(records.map((name) => this.folderOf(name)));
    const rest = names.filter((name) => !records.includes(name) && !used.has(name));
    this.remove(rest, REPLACED_MILLISECONDS);
  }

  private folderOf(record: string): string | undefined {
    try {
      return (JSON.parse(readFileSync(path.join(this.folder, record), "utf8")) as Entry).folder;
    } catch {
      return undefined;
    }
  }

  private remove(names: readonly string[], afterMilliseconds: number): void {
    for (const file of names.map((name) => path.join(this.folder, name))) {
      const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (Date.now() - modified > afterMilliseconds) {
        rmSync(file, { recursive: true, force: true });
      }
    }
  }
}
