export type { PollingOptions } from "./polling-options";
export { SqsEventSource, type SqsEventSourceOptions } from "./sqs-event-source";
