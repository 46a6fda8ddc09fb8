export type { IAlarmTopic } from "./alarm";
export { Dashboard, type DashboardProps } from "./dashboard";
export type { FunctionAlarmOptions, IQueueName } from "./function-alarms";
export { FunctionAlarms } from "./function-alarms";
export { Monitoring, type MonitoringProps } from "./monitoring";
export type { StageAlarmOptions } from "./stage-alarms";
export { StageAlarms } from "./stage-alarms";
