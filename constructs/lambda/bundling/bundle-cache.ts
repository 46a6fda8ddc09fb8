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
import type { Bundle } from "./bundle";

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;
/** A bundle that no synthesis has used for this long is removed. */
const UNUSED_MILLISECONDS = 30 * DAY_MILLISECONDS;
/** Another process may still copy from the folder of a replaced bundle. */
const REPLACED_MILLISECONDS = 60 * 60 * 1000;

/** The record of a bundle in the cache. */
interface Entry {
  /** Name of the folder with its files, which never change. */
  readonly folder: string;
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

  /** The folder of a bundle that was built before; undefined if it has to be built. */
  find(bundle: Bundle): string | undefined {
    const record = this.recordOf(bundle);
    try {
      const { folder } = JSON.parse(readFileSync(record, "utf8")) as Entry;
      const found = path.join(this.folder, folder);
      statSync(found);
      utimesSync(record, new Date(), new Date());
      return found;
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

  /** Keeps a folder that `reserve` returned as the files of the bundle. */
  keep(bundle: Bundle, folder: string): void {
    const entry: Entry = { folder: path.basename(folder) };
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
