import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createDataFolder } from "../../data-folder";
import { KeptFile } from "../../kept-file";
import type { Log } from "../../log/log";
import type { WindowState } from "./tumbling-window";

const FILE = "stream-positions.json";

/** How far a shard was read. */
export interface ReadPosition {
  /** The last record that was handled. @default none was, since reading began */
  readonly after?: string;
  /** When reading began; milliseconds since 1970. Undefined if it began with the first record. */
  readonly since?: number;
  /** Whether all records of a closed shard are handled. */
  readonly isEnded?: boolean;
  /** The tumbling window that is open. */
  readonly window?: WindowState;
}

interface StreamPositions {
  /** Of the stream that was read. */
  readonly identity: string;
  /** By shard, or part of a shard. */
  readonly shards: Record<string, ReadPosition>;
}

/**
 * How far the streams were read, by event source mapping: in a file that outlives the runner, or in
 * memory, which a mapping that changes with `--watch` goes on from.
 */
export class Positions {
  private readonly byMapping: Record<string, StreamPositions>;
  private readonly kept: KeptFile | undefined;

  /**
   * @param folder of `--data-dir`
   * @param log says if the file can't be written
   * @throws Error if the file can't be read
   */
  constructor(log: Pick<Log, "write">, folder?: string) {
    this.kept = folder ? new KeptFile(folder, FILE, log) : undefined;
    this.byMapping = (this.kept && readJson(this.kept.file)) ?? {};
  }

  /** Of a mapping's stream; empty if the mapping has not read it yet. */
  of(address: string, identity: string): Readonly<Record<string, ReadPosition>> {
    const known = this.byMapping[address];
    return known?.identity === identity ? known.shards : {};
  }

  set(address: string, identity: string, shard: string, position: ReadPosition): void {
    const shards = { ...this.of(address, identity), [shard]: position };
    this.byMapping[address] = { identity, shards };
    this.kept?.change((file) => {
      // A runner that is killed meanwhile leaves the old file.
      createDataFolder(path.dirname(file));
      writeFileSync(`${file}.new`, JSON.stringify(this.byMapping));
      renameSync(`${file}.new`, file);
    });
  }
}

function readJson(file: string): Record<string, StreamPositions> | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, StreamPositions>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    const reason = (error as Error).message;
    throw new Error(`--data-dir: ${file} can't be read: ${reason}. Remove the file`, {
      cause: error,
    });
  }
}
