import { setTimeout as pause } from "node:timers/promises";
import { createHash } from "node:crypto";
import type { ResolvedResource } from "../../terraform";
import type { AwsClient } from "../../services";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { filterOf } from "../mapping/mapping";
import { reportBatch } from "../mapping/report";
import { BatchHandler } from "./batch-handler";
import type { ReadPosition } from "./positions";
import { ShardReader } from "./shard-reader";
import type { Shard, ShardPosition, StreamApi, StreamRecord } from "./stream-api";
import { readStreamMapping, type StreamMapping } from "./stream-mapping";
import { TumblingWindows } from "./tumbling-window";

/** How often shards that a split or merge has made are looked for. */
const SHARDS_MS = 2_000;
const FROM_BEGINNING: ShardPosition = { kind: "TRIM_HORIZON" };

type OpenStream = (client: AwsClient, arn: string, region: string) => StreamApi;

/** The mapping of a stream to a function. */
export function streamSource(
  resource: ResolvedResource,
  service: string,
  open: OpenStream,
): DeclaredSource {
  const mapping = readStreamMapping(resource);
  return {
    address: resource.address,
    services: [service],
    functionRefs: [mapping.functionRef],
    settings: mapping,
    create: (services) =>
      new StreamSource(mapping, services, open(services.client, mapping.sourceArn, mapping.region)),
  };
}

/** A shard that is being read, in as many parts as are handled at the same time. */
interface OpenShard {
  readonly readers: ShardReader[];
  /** How many parts haven't ended. */
  left: number;
}

/** Invokes a function with the records of a stream, those of each shard in their order. */
class StreamSource implements EventSource {
  private readonly shards = new Map<string, OpenShard>();
  private readonly stopping = new AbortController();
  private readonly isWanted;
  private identity = "";
  private watch: Promise<void> = Promise.resolve();

  constructor(
    private readonly mapping: StreamMapping,
    private readonly services: SourceServices,
    private readonly api: StreamApi,
  ) {
    this.isWanted = filterOf(mapping.filters);
  }

  async start(): Promise<void> {
    const { address, position } = this.mapping;
    this.identity = await this.api.identity();
    const isNew = Object.keys(this.services.positions.of(address, this.identity)).length === 0;
    await this.openShards(isNew ? position : FROM_BEGINNING);
    this.watch = this.watchShards(position.kind === "AT_TIMESTAMP" ? position : FROM_BEGINNING);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.watch;
    const readers = [...this.shards.values()].flatMap((shard) => shard.readers);
    await Promise.all(readers.map((reader) => reader.stop()));
  }

  private async watchShards(position: ShardPosition): Promise<void> {
    const { signal } = this.stopping;
    let isFailing = false;
    while (!signal.aborted) {
      await pause(SHARDS_MS, undefined, { signal, ref: false }).catch(() => undefined);
      try {
        await (signal.aborted || this.openShards(position));
        isFailing = false;
      } catch (error) {
        if (!isFailing && !signal.aborted) {
          this.report(`the shards can't be listed: ${(error as Error).message}`);
        }
        isFailing = true;
      }
    }
  }

  /**
   * Reads the shards that aren't read yet. Records of a shard come after those of its parents.
   * @param position of shards that no earlier run has read
   */
  private async openShards(position: ShardPosition): Promise<void> {
    const shards = await this.api.shards();
    for (const { id, isClosed } of shards) {
      this.shards.get(id)?.readers.forEach((reader) => (reader.isClosed = isClosed));
    }
    const unread = new Set(shards.map(({ id }) => id).filter((id) => !this.isEnded(id)));
    const isReady = ({ parents }: Shard): boolean =>
      position.kind === "LATEST" || !parents.some((parent) => unread.has(parent));
    const ready = shards.filter((shard) => !this.shards.has(shard.id) && isReady(shard));
    await Promise.all(ready.map((shard) => this.open(shard, position)));
  }

  private isEnded(shard: string): boolean {
    return this.shards.get(shard)?.left === 0;
  }

  private async open({ id, isClosed }: Shard, position: ShardPosition): Promise<void> {
    const { parallelization } = this.mapping;
    const open: OpenShard = { readers: [], left: parallelization };
    for (let part = 0; part < parallelization; part++) {
      const reader = await this.reader(id, part, position, open);
      if (reader) {
        reader.isClosed = isClosed;
        open.readers.push(reader);
      } else {
        open.left -= 1;
      }
    }
    this.shards.set(id, open);
    open.readers.forEach((reader) => reader.start());
  }

  /** @returns undefined if an earlier run has read the shard to its end */
  private async reader(
    shard: string,
    part: number,
    position: ShardPosition,
    open: OpenShard,
  ): Promise<ShardReader | undefined> {
    const { batchSize, windowSeconds, parallelization, sourceArn } = this.mapping;
    const { address, tumblingSeconds: seconds } = this.mapping;
    const { positions } = this.services;
    const key = parallelization === 1 ? shard : `${shard} ${part + 1}/${parallelization}`;
    const known = positions.of(address, this.identity)[key];
    if (known?.isEnded) {
      return undefined;
    }
    const { from, first } = beginning(known, position);
    const handler = new BatchHandler(shard, this.mapping, this.services, this.api);
    const windows = new TumblingWindows({
      seconds,
      shard,
      sourceArn,
      handler,
      open: known?.window,
    });
    let read = first;
    const save = (now: ReadPosition): void => {
      read = now;
      positions.set(address, this.identity, key, { ...now, window: windows.open });
    };
    save(first);
    return new ShardReader(this.api, await this.api.begin(shard, from), {
      shard,
      batchSize,
      windowSeconds,
      isWanted: (record) =>
        record.arrival >= sinceOf(from) &&
        (parallelization === 1 || partOf(record.key, parallelization) === part) &&
        this.isWanted(record.filterable),
      handle: (batch, stopping) =>
        seconds === 0 ? handler.handle(batch, stopping) : windows.handle(batch, stopping),
      onHandled: (after) => save({ after }),
      onIdle: async (stopping) => {
        if (await windows.endIfOver(stopping)) {
          save(read);
        }
      },
      onEnded: async (stopping) => {
        await windows.end(stopping);
        save({ isEnded: true });
        open.left -= 1;
      },
      onFailure: ({ message }) => this.report(`${shard} can't be read: ${message}`),
    });
  }

  private report(reason: string): void {
    reportBatch(this.services.log, this.mapping, "STREAM", { path: "-", status: 500, reason });
  }
}

/** Where reading begins, and what the next run begins with if this one handles no record. */
function beginning(
  known: ReadPosition | undefined,
  position: ShardPosition,
): { readonly from: ShardPosition; readonly first: ReadPosition } {
  if (known?.after !== undefined) {
    const from = { kind: "AFTER_SEQUENCE_NUMBER", sequenceNumber: known.after } as const;
    return { from, first: known };
  }
  if (known) {
    const { since: milliseconds } = known;
    const from: ShardPosition =
      milliseconds === undefined ? FROM_BEGINNING : { kind: "AT_TIMESTAMP", milliseconds };
    return { from, first: known };
  }
  const since = position.kind === "LATEST" ? Date.now() : timeOf(position);
  return { from: position, first: since === undefined ? {} : { since } };
}

function timeOf(position: ShardPosition): number | undefined {
  return position.kind === "AT_TIMESTAMP" ? position.milliseconds : undefined;
}

/** Earlier records are skipped. Streams of tables have times in whole seconds. */
function sinceOf(position: ShardPosition): number {
  return Math.floor((timeOf(position) ?? 0) / 1_000) * 1_000;
}

/** The part of a shard that has the records of a key. */
function partOf(key: StreamRecord["key"], parts: number): number {
  return createHash("md5").update(key).digest().readUInt32BE() % parts;
}
