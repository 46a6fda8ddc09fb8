import { StackError, type ResolvedResource } from "../../terraform";
import { type EventTest, parsePattern } from "../pattern/event-pattern";

export const MAPPING_TYPE = "aws_lambda_event_source_mapping";

/** What event source mappings of all services have in common. */
export interface Mapping {
  readonly address: string;
  readonly sourceArn: string;
  readonly region: string;
  /** The last part of the ARN: the name of a queue. */
  readonly sourceName: string;
  readonly functionRef: string;
  readonly batchSize: number;
  readonly windowSeconds: number;
  /** Whether the function returns which records have failed. */
  readonly reportsFailures: boolean;
  /** Patterns of events, as JSON. Without one, every event matches. */
  readonly filters: readonly string[];
}

/** @param defaultBatchSize of the service */
export function readMapping(resource: ResolvedResource, defaultBatchSize: number): Mapping {
  const { address } = resource;
  const sourceArn = resource.string("event_source_arn") ?? "";
  const [, , , region = "", , ...path] = sourceArn.split(":");
  const filters = resource
    .blocks("filter_criteria")
    .flatMap((criteria) => criteria.blocks("filter"))
    .flatMap((filter) => filter.string("pattern") ?? []);
  checkFilters(address, filters);
  return {
    address,
    sourceArn,
    region,
    sourceName: path.join(":"),
    functionRef: resource.string("function_name") ?? "",
    batchSize: resource.number("batch_size") ?? defaultBatchSize,
    windowSeconds: resource.number("maximum_batching_window_in_seconds") ?? 0,
    reportsFailures: resource
      .strings("function_response_types")
      .includes("ReportBatchItemFailures"),
    filters,
  };
}

/** Whether a record passes one of the filters. */
export function filterOf(filters: readonly string[]): EventTest {
  const tests = filters.map(parsePattern);
  return (event) => tests.length === 0 || tests.some((test) => test(event));
}

function checkFilters(address: string, filters: readonly string[]): void {
  try {
    filters.forEach(parsePattern);
  } catch (error) {
    const reason = (error as Error).message;
    throw new StackError(`${address}.filter_criteria: ${reason}. AWS refuses it, too`);
  }
}
