export { DynamoEventSource } from "./dynamo-event-source";
export {
  EventBridgeEventSource,
  type EventBridgeEventSourceOptions,
} from "./event-bridge-event-source";
export { KinesisEventSource, type KinesisEventSourceOptions } from "./kinesis-event-source";
export type { PollingOptions } from "./polling-options";
export { S3EventSource, type S3EventSourceOptions } from "./s3-event-source";
export { Schedule, type CronOptions } from "./schedule";
export { ScheduleEventSource, type ScheduleEventSourceOptions } from "./schedule-event-source";
export { SnsEventSource, type SnsEventSourceOptions } from "./sns-event-source";
export { SqsEventSource, type SqsEventSourceOptions } from "./sqs-event-source";
export { StartingPosition, type StreamEventSourceOptions } from "./stream-options";
