/** A record of a stream. */
export interface StreamRecord {
  readonly sequenceNumber: string;
  /** Milliseconds since 1970. */
  readonly arrival: number;
  /** As in the event. */
  readonly record: object;
  /** As filters see it. */
  readonly filterable: object;
}

/** Where reading begins. */
export type StartingPosition = "TRIM_HORIZON" | "LATEST";

/** A stream at the endpoint of its service. */
export interface StreamApi {
  /** IDs of its shards. */
  shards(): Promise<readonly string[]>;
  /** @returns an iterator */
  begin(shard: string, position: StartingPosition): Promise<string>;
  /** @returns records, and the next iterator unless the shard has ended */
  read(
    shard: string,
    iterator: string,
    most: number,
  ): Promise<{ readonly records: readonly StreamRecord[]; readonly next: string | undefined }>;
  /** What a batch is called in the record of its failure. */
  readonly batchInfo: "DDBStreamBatchInfo" | "KinesisBatchInfo";
}
