import type { SourceServices } from "../event-source";
import type { Mapping } from "./mapping";

/** What became of a batch, or why none could be read. */
export interface BatchReport {
  /** What the line shows as the path: the size of the batch, or a shard. */
  readonly path: string;
  readonly status: 200 | 500;
  readonly reason?: string;
  readonly milliseconds?: number;
}

/** Writes a line of the request log about a mapping. */
export function reportBatch(
  log: SourceServices["log"],
  { address, sourceName, functionRef }: Mapping,
  method: "SQS" | "STREAM",
  report: BatchReport,
): void {
  log.report({
    api: address,
    apiName: sourceName,
    method,
    route: sourceName,
    target: functionRef.split(":").pop(),
    ...report,
  });
}
