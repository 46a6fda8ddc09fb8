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

/**
 * The bundles of earlier syntheses, in the build folder. A bundle appears in it as a whole or not at
 * all, even if several processes build it at the same time.
 */
export class BundleCache {
  private constructor(private readonly folder: string) {}

  /** The cache in the build folder of the app in the working directory. */
  static ofProject(): BundleCache {
    return new BundleCache(path.resolve(process.env.CDKTF_OUTDIR ?? "cdktf.out", ".bundles"));
  }

  /** A bundle that was built before of the same sources; undefined if it has to be built. */
  find(bundle: Bundle): BuiltBundle | undefined {
    const record = this.recordOf(bundle);
    try {
      const { folder, esbuild, stamps = {} } = JSON.parse(readFileSync(record, "utf8")) as Entry;
      const found = path.join(this.folder, folder);
      statSync(found);
      if (!areUnchanged(stamps)) {
        return undefined;
      }
      utimesSync(record, new Date(), new Date());
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
    return path.join(this.folder, `${cacheKey(bundle)}.json`);
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
