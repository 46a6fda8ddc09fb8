export type { IAlarmTopic } from "./alarm";
export type { FunctionAlarmOptions, IQueueName } from "./function-alarms";
export { FunctionAlarms } from "./function-alarms";
export type { StageAlarmOptions } from "./stage-alarms";
export { StageAlarms } from "./stage-alarms";
