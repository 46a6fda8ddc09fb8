import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { HttpStage } from "../http-api/stage";
import { Function } from "../lambda/function";
import { Stage } from "../rest-api/stage";

/** What a stack contains now that can be watched. */
export interface Monitored {
  readonly functions: readonly Function[];
  readonly stages: readonly (HttpStage | Stage)[];
  readonly alarms: readonly CloudwatchMetricAlarm[];
}

export function monitoredIn(scope: IConstruct): Monitored {
  const all: unknown[] = TerraformStack.of(scope).node.findAll();
  return {
    functions: all.filter((child) => child instanceof Function),
    stages: all.filter((child) => child instanceof HttpStage || child instanceof Stage),
    alarms: all.filter((child) => child instanceof CloudwatchMetricAlarm),
  };
}
