import { StackError, type ResolvedResource } from "../../terraform";
import { type Mapping, readMapping } from "../mapping/mapping";
import type { ShardPosition } from "./stream-api";

const DEFAULT_BATCH_SIZE = 100;

/** A mapping of a stream. */
export interface StreamMapping extends Mapping {
  readonly position: ShardPosition;
  readonly bisects: boolean;
  /** Attempts after the first; -1 for any number. */
  readonly retries: number;
  /** Seconds; -1 for any age. */
  readonly maximumAge: number;
  readonly onFailure: string | undefined;
  /** How many batches of a shard are handled at the same time. */
  readonly parallelization: number;
  /** Seconds; 0 without tumbling windows. */
  readonly tumblingSeconds: number;
}

/** @throws StackError for a starting position that AWS refuses */
export function readStreamMapping(resource: ResolvedResource): StreamMapping {
  const [destinations] = resource.blocks("destination_config");
  return {
    ...readMapping(resource, DEFAULT_BATCH_SIZE),
    position: readPosition(resource),
    bisects: resource.boolean("bisect_batch_on_function_error") ?? false,
    retries: resource.number("maximum_retry_attempts") ?? -1,
    maximumAge: resource.number("maximum_record_age_in_seconds") ?? -1,
    onFailure: destinations?.blocks("on_failure")[0]?.string("destination_arn"),
    parallelization: resource.number("parallelization_factor") ?? 1,
    tumblingSeconds: resource.number("tumbling_window_in_seconds") ?? 0,
  };
}

/** @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html */
function readPosition(resource: ResolvedResource): ShardPosition {
  const { address } = resource;
  const kind = resource.string("starting_position") ?? "";
  const isKinesis = resource.string("event_source_arn")?.split(":")[2] === "kinesis";
  const kinds = ["TRIM_HORIZON", "LATEST", ...(isKinesis ? ["AT_TIMESTAMP"] : [])];
  if (!kinds.includes(kind)) {
    const source = isKinesis ? "a Kinesis stream" : "a DynamoDB stream";
    throw new StackError(
      `${address}: starting_position is "${kind}"; AWS takes ${kinds.join(", ")} for ${source}`,
    );
  }
  if (kind !== "AT_TIMESTAMP") {
    return { kind: kind as "TRIM_HORIZON" | "LATEST" };
  }
  const time = resource.string("starting_position_timestamp") ?? "";
  const milliseconds = Date.parse(time);
  if (Number.isNaN(milliseconds)) {
    throw new StackError(
      `${address}: starting_position_timestamp is "${time}"; starting_position AT_TIMESTAMP needs a ` +
        `time such as "2026-01-31T00:00:00Z"`,
    );
  }
  return { kind, milliseconds };
}
