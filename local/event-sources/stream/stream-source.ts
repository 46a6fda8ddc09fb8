import { setTimeout as pause } from "node:timers/promises";
import { StackError, type ResolvedResource } from "../../terraform";
import type { InvocationResult } from "../../lambda";
import type { AwsClient } from "../../services";
import type { DeclaredSource, EventSource, SourceServices } from "../event-source";
import { batchItemFailures, type Failures } from "../mapping/batch-response";
import { filterOf, type Mapping, readMapping } from "../mapping/mapping";
import { reportBatch } from "../mapping/report";
import { failureRecord, type FailedBatch } from "./failure-record";
import { ShardReader } from "./shard-reader";
import type { StartingPosition, StreamApi, StreamRecord } from "./stream-api";

const DEFAULT_BATCH_SIZE = 100;
/** Between the attempts of a batch. AWS waits longer each time. */
const RETRY_MS = 1_000;
const POSITIONS: readonly string[] = ["TRIM_HORIZON", "LATEST"] satisfies StartingPosition[];

interface StreamMapping extends Mapping {
  readonly position: StartingPosition;
  readonly bisects: boolean;
  /** Attempts after the first; -1 for any number. */
  readonly retries: number;
  /** Seconds; -1 for any age. */
  readonly maximumAge: number;
  readonly onFailure: string | undefined;
}

type OpenStream = (client: AwsClient, arn: string, region: string) => StreamApi;

/** The mapping of a stream to a function. */
export function streamSource(
  resource: ResolvedResource,
  service: string,
  open: OpenStream,
): DeclaredSource {
  const position = resource.string("starting_position") ?? "";
  if (!POSITIONS.includes(position)) {
    throw new StackError(
      `${resource.address}: starting_position is "${position}"; served: ${POSITIONS.join(", ")}`,
    );
  }
  const [destinations] = resource.blocks("destination_config");
  const mapping: StreamMapping = {
    ...readMapping(resource, DEFAULT_BATCH_SIZE),
    position: position as StartingPosition,
    bisects: resource.boolean("bisect_batch_on_function_error") ?? false,
    retries: resource.number("maximum_retry_attempts") ?? -1,
    maximumAge: resource.number("maximum_record_age_in_seconds") ?? -1,
    onFailure: destinations?.blocks("on_failure")[0]?.string("destination_arn"),
  };
  return {
    address: resource.address,
    services: [service],
    functionRefs: [mapping.functionRef],
    settings: mapping,
    create: (services) =>
      new StreamSource(mapping, services, open(services.client, mapping.sourceArn, mapping.region)),
  };
}

/** Invokes a function with the records of a stream, those of each shard in their order. */
class StreamSource implements EventSource {
  private readers: readonly ShardReader[] = [];
  private readonly isWanted;

  constructor(
    private readonly mapping: StreamMapping,
    private readonly services: SourceServices,
    private readonly api: StreamApi,
  ) {
    this.isWanted = filterOf(mapping.filters);
  }

  async start(): Promise<void> {
    const { batchSize, windowSeconds, position } = this.mapping;
    this.readers = await Promise.all(
      (await this.api.shards()).map(async (shard) => {
        const iterator = await this.api.begin(shard, position);
        return new ShardReader(this.api, iterator, {
          shard,
          batchSize,
          windowSeconds,
          handle: (batch, stopping) =>
            this.handle(
              shard,
              batch.filter(({ filterable }) => this.isWanted(filterable)),
              stopping,
            ),
          onFailure: ({ message }) => this.report("-", 500, `${shard} can't be read: ${message}`),
        });
      }),
    );
    this.readers.forEach((reader) => reader.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.readers.map((reader) => reader.stop()));
  }

  /** Repeats what fails, because a shard goes on only after it. */
  private async handle(
    shard: string,
    batch: readonly StreamRecord[],
    stopping: AbortSignal,
  ): Promise<void> {
    const { bisects, retries } = this.mapping;
    let rest = batch;
    for (let attempts = 1; rest.length > 0 && !stopping.aborted; attempts++) {
      const { failed, result } = await this.attempt(rest);
      const isWhole = failed.length === rest.length;
      rest = failed;
      if (rest.length === 0) {
        return;
      }
      if (bisects && isWhole && rest.length > 1) {
        const half = Math.ceil(rest.length / 2);
        await this.handle(shard, rest.slice(0, half), stopping);
        await this.handle(shard, rest.slice(half), stopping);
        return;
      }
      const condition = this.isTooOld(rest)
        ? "RecordAgeExceeded"
        : retries >= 0 && attempts > retries
          ? "RetryAttemptsExhausted"
          : undefined;
      if (condition !== undefined) {
        await this.giveUp({ shard, records: rest, condition, attempts, result });
        return;
      }
      await pause(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
  }

  private isTooOld(records: readonly StreamRecord[]): boolean {
    const { maximumAge } = this.mapping;
    const [first] = records;
    return (
      maximumAge >= 0 && first !== undefined && Date.now() - first.arrival > maximumAge * 1_000
    );
  }

  /** @returns the records that must be handled again: from the first failed one on */
  private async attempt(records: readonly StreamRecord[]) {
    const { functionRef, reportsFailures } = this.mapping;
    const payload = JSON.stringify({ Records: records.map(({ record }) => record) });
    const what = `${records.length} ${records.length === 1 ? "record" : "records"}`;
    const start = performance.now();
    let result: InvocationResult | undefined;
    let failures: Failures = "all";
    let reason = "";
    try {
      result = await this.services.lambda.invoke(functionRef, payload);
      const text = result.payload.toString("utf8");
      const known = new Set(records.map(({ sequenceNumber }) => sequenceNumber));
      reason = result.functionError === undefined ? "" : `the function failed: ${text}`;
      if (result.functionError === undefined) {
        failures = reportsFailures ? batchItemFailures(text, known) : new Set();
      }
    } catch (error) {
      reason = (error as Error).message;
    }
    const failed = failures === "all" ? records : fromFirst(records, failures);
    const isDone = failed.length === 0;
    reason ||= `${failed.length} of them come again`;
    this.report(what, isDone ? 200 : 500, isDone ? undefined : reason, performance.now() - start);
    return { failed, result };
  }

  private async giveUp(batch: FailedBatch): Promise<void> {
    const { onFailure: target, functionRef, sourceArn } = this.mapping;
    const reason = `${batch.records.length} records are given up: ${batch.condition}`;
    this.report(batch.shard, 500, reason);
    if (target === undefined) {
      return;
    }
    const body = JSON.stringify(
      failureRecord(batch, { functionRef, sourceArn, batchInfo: this.api.batchInfo }),
    );
    try {
      await this.services.send({ target, body, attributes: {}, detailType: "", resources: [] });
    } catch (error) {
      this.report(batch.shard, 500, `${target} gets no record: ${(error as Error).message}`);
    }
  }

  private report(path: string, status: 200 | 500, reason?: string, milliseconds?: number): void {
    reportBatch(this.services.log, this.mapping, "STREAM", { path, status, reason, milliseconds });
  }
}

function fromFirst(
  records: readonly StreamRecord[],
  failures: ReadonlySet<string>,
): readonly StreamRecord[] {
  const first = records.findIndex(({ sequenceNumber }) => failures.has(sequenceNumber));
  return first < 0 ? [] : records.slice(first);
}
