/** A record of a stream. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since 1970. */
  readonly arrival: number;
  /** Records with the same key are handled in their order. */
  readonly key: string;
  /** As in the event. */
  readonly record: object;
  /** As filters see it. */
  readonly filterable: object;
}

/** Where reading a shard begins. */
export type ShardPosition =
  | { readonly kind: "TRIM_HORIZON" | "LATEST" }
  | { readonly kind: "AFTER_SEQUENCE_NUMBER"; readonly sequenceNumber: string }
  /** Milliseconds since 1970. A stream without such positions is read from its beginning. */
  | { readonly kind: "AT_TIMESTAMP"; readonly milliseconds: number };

export interface Shard {
  readonly id: string;
  /** IDs of the shards whose split or merge has made it. */
  readonly parents: readonly string[];
  /** Whether it gets no more records. */
  readonly isClosed: boolean;
}

export interface StreamPage {
  readonly records: readonly StreamRecord[];
  /** Undefined after the end of the shard. */
  readonly next: string | undefined;
  /** Whether there are no more records now. Undefined if the service doesn't return it. */
  readonly isLast?: boolean;
}

/** A stream at the endpoint of its service. */
export interface StreamApi {
  /** Changes if the stream is deleted and created again. */
  identity(): Promise<string>;
  shards(): Promise<readonly Shard[]>;
  /** @returns an iterator */
  begin(shard: string, position: ShardPosition): Promise<string>;
  read(shard: string, iterator: string, most: number): Promise<StreamPage>;
  /** What a batch is called in the record of its failure. */
  readonly batchInfo: "DDBStreamBatchInfo" | "KinesisBatchInfo";
}
