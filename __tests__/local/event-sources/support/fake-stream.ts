import type {
  Shard,
  ShardPosition,
  StreamApi,
  StreamPage,
} from "../../../../local/event-sources/stream/stream-api";

interface Stored {
  readonly sequence: number;
  readonly text: string;
  readonly key: string;
  readonly arrival: number;
}

/** A stream in memory. An iterator is the sequence number of the next record. */
export class FakeStream implements StreamApi {
  readonly batchInfo = "KinesisBatchInfo";
  name = "clicks 1";
  private known: readonly Shard[] = [{ id: "shard-0", parents: [], isClosed: false }];
  private readonly records = new Map<string, Stored[]>();
  private sequence = 0;

  identity(): Promise<string> {
    return Promise.resolve(this.name);
  }

  shards(): Promise<readonly Shard[]> {
    return Promise.resolve(this.known);
  }

  /** Closes the shard: later records go to its children. */
  split(shard: string, children: readonly string[]): void {
    this.known = [
      ...this.known.map((one) => (one.id === shard ? { ...one, isClosed: true } : one)),
      ...children.map((id) => ({ id, parents: [shard], isClosed: false })),
    ];
  }

  put(text: string, { shard = "shard-0", key = "", arrival = Date.now() } = {}): void {
    this.sequence += 1;
    const record = { sequence: this.sequence, text, key, arrival };
    this.records.set(shard, [...(this.records.get(shard) ?? []), record]);
  }

  begin(shard: string, position: ShardPosition): Promise<string> {
    const records = this.records.get(shard) ?? [];
    switch (position.kind) {
      case "TRIM_HORIZON":
        return Promise.resolve("0");
      case "LATEST":
        return Promise.resolve(String(this.sequence + 1));
      case "AFTER_SEQUENCE_NUMBER":
        return Promise.resolve(String(Number(position.sequenceNumber) + 1));
      case "AT_TIMESTAMP": {
        const first = records.find(({ arrival }) => arrival >= position.milliseconds);
        return Promise.resolve(String(first?.sequence ?? this.sequence + 1));
      }
    }
  }

  read(shard: string, iterator: string, most: number): Promise<StreamPage> {
    const rest = (this.records.get(shard) ?? []).filter((one) => one.sequence >= Number(iterator));
    const page = rest.slice(0, most);
    return Promise.resolve({
      records: page.map(({ sequence, text, key, arrival }) => ({
        sequenceNumber: String(sequence),
        arrival,
        key,
        record: { text },
        filterable: {},
      })),
      next: String((page.at(-1)?.sequence ?? Number(iterator) - 1) + 1),
      isLast: page.length === rest.length,
    });
  }
}
