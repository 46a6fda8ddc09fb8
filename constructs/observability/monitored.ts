import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { HttpStage } from "../http-api/stage";
import { Function } from "../lambda/function";
import { Stage } from "../rest-api/stage";
import { WebSocketStage } from "../websocket-api/stage";

/** A stage of an API of any kind. */
export type MonitoredStage = HttpStage | Stage | WebSocketStage;

const STAGES = [HttpStage, Stage, WebSocketStage];

/** What a stack contains now that can be watched. */
export interface Monitored {
  readonly functions: readonly Function[];
  readonly stages: readonly MonitoredStage[];
  readonly alarms: readonly CloudwatchMetricAlarm[];
}

export function monitoredIn(scope: IConstruct): Monitored {
  const all: unknown[] = TerraformStack.of(scope).node.findAll();
  return {
    functions: all.filter((child) => child instanceof Function),
    stages: all.filter(isStage),
    alarms: all.filter((child) => child instanceof CloudwatchMetricAlarm),
  };
}

function isStage(child: unknown): child is MonitoredStage {
  return STAGES.some((kind) => child instanceof kind);
}
