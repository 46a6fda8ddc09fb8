import { setTimeout as pause } from "node:timers/promises";
import type { InvocationResult } from "../../lambda";
import type { SourceServices } from "../event-source";
import { batchItemFailures, type Failures } from "../mapping/batch-response";
import { reportBatch } from "../mapping/report";
import { functionFailed } from "../../lambda/function-failed";
import { failureRecord, type FailedBatch } from "./failure-record";
import type { StreamApi, StreamRecord } from "./stream-api";
import type { StreamMapping } from "./stream-mapping";

/** Between the attempts of a batch. AWS waits longer each time. */
const RETRY_MS = 1_000;

/** What the events of a tumbling window have besides their records. */
export interface Envelope {
  readonly fields: () => object;
  /** Takes the function's response. @returns why it counts as a failure */
  readonly accept: (response: string) => string | undefined;
}

const NO_ENVELOPE: Envelope = { fields: () => ({}), accept: () => undefined };

/** Invokes the function of a mapping with batches of a shard, and repeats what fails. */
export class BatchHandler {
  constructor(
    private readonly shard: string,
    private readonly mapping: StreamMapping,
    private readonly services: SourceServices,
    private readonly api: Pick<StreamApi, "batchInfo">,
  ) {}

  /**
   * A batch without records is the end of a tumbling window.
   * @returns whether the batch was handled or given up; false if it was stopped before
   */
  async handle(
    batch: readonly StreamRecord[],
    stopping: AbortSignal,
    envelope: Envelope = NO_ENVELOPE,
  ): Promise<boolean> {
    const { bisects } = this.mapping;
    let rest = batch;
    for (let attempts = 1; !stopping.aborted; attempts++) {
      const { failed, result, isDone } = await this.attempt(rest, envelope);
      if (isDone) {
        return true;
      }
      const isWhole = failed.length === rest.length;
      rest = failed;
      if (bisects && isWhole && rest.length > 1) {
        const half = Math.ceil(rest.length / 2);
        const isFirstDone = await this.handle(rest.slice(0, half), stopping, envelope);
        return isFirstDone && this.handle(rest.slice(half), stopping, envelope);
      }
      const condition = this.conditionOf(rest, attempts);
      if (condition !== undefined) {
        await this.giveUp({ shard: this.shard, records: rest, condition, attempts, result });
        return true;
      }
      await pause(RETRY_MS, undefined, { signal: stopping }).catch(() => undefined);
    }
    return false;
  }

  /** Why a batch is not repeated any more. */
  private conditionOf(
    [first]: readonly StreamRecord[],
    attempts: number,
  ): FailedBatch["condition"] | undefined {
    const { maximumAge, retries } = this.mapping;
    if (maximumAge >= 0 && first && Date.now() - first.arrival > maximumAge * 1_000) {
      return "RecordAgeExceeded";
    }
    return retries >= 0 && attempts > retries ? "RetryAttemptsExhausted" : undefined;
  }

  /** @returns the records that must be handled again: from the first failed one on */
  private async attempt(records: readonly StreamRecord[], envelope: Envelope) {
    const Records = records.map(({ record }) => record);
    const what = `${records.length} ${records.length === 1 ? "record" : "records"}`;
    const start = performance.now();
    const { failures, reason, result } = await this.invoke(
      JSON.stringify({ Records, ...envelope.fields() }),
      new Set(records.map(({ sequenceNumber }) => sequenceNumber)),
      envelope,
    );
    const failed = failures === "all" ? records : fromFirst(records, failures);
    const isDone = failures !== "all" && failed.length === 0;
    const why = reason || `${failed.length} of them come again`;
    this.report(what, isDone ? 200 : 500, isDone ? undefined : why, performance.now() - start);
    return { failed, result, isDone };
  }

  private async invoke(
    payload: string,
    known: ReadonlySet<string>,
    envelope: Envelope,
  ): Promise<Invoked> {
    const { functionRef, reportsFailures } = this.mapping;
    try {
      const result = await this.services.lambda.invoke(functionRef, payload);
      const text = result.payload.toString("utf8");
      const failure =
        result.functionError === undefined ? envelope.accept(text) : functionFailed(result);
      if (failure !== undefined) {
        return { result, failures: "all", reason: failure };
      }
      const failures = reportsFailures ? batchItemFailures(text, known) : new Set<string>();
      return { result, failures, reason: "" };
    } catch (error) {
      return { result: undefined, failures: "all", reason: (error as Error).message };
    }
  }

  private async giveUp(batch: FailedBatch): Promise<void> {
    const { onFailure: target, functionRef, sourceArn } = this.mapping;
    const { batchInfo } = this.api;
    this.report(
      batch.shard,
      500,
      `${batch.records.length} records are given up: ${batch.condition}`,
    );
    if (target === undefined) {
      return;
    }
    const body = JSON.stringify(failureRecord(batch, { functionRef, sourceArn, batchInfo }));
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

interface Invoked {
  readonly result: InvocationResult | undefined;
  readonly failures: Failures;
  /** Empty if the function succeeded. */
  readonly reason: string;
}

function fromFirst(
  records: readonly StreamRecord[],
  failures: ReadonlySet<string>,
): readonly StreamRecord[] {
  const first = records.findIndex(({ sequenceNumber }) => failures.has(sequenceNumber));
  return first < 0 ? [] : records.slice(first);
}
