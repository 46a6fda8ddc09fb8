import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { Construct } from "constructs";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkProps, object, objectWith } from "../core/props";
import type { IAlarmTopic } from "./alarm";
import { Dashboard } from "./dashboard";
import type { FunctionAlarmOptions } from "./function-alarms";
import { monitoredIn } from "./monitored";
import type { StageAlarmOptions } from "./stage-alarms";

/** Props of `Monitoring`. */
export interface MonitoringProps {
  /**
   * Where the alarms are sent. Subscribe to it, e.g. by email.
   * @default a new topic, which CloudWatch may use without a key of yours
   */
  readonly topic?: IAlarmTopic;
  /**
   * Thresholds for each function without alarms of its own.
   * @default those of `FunctionAlarmOptions`
   */
  readonly functionAlarms?: FunctionAlarmOptions;
  /**
   * Thresholds for each stage without alarms of its own.
   * @default those of `StageAlarmOptions`
   */
  readonly stageAlarms?: StageAlarmOptions;
}

const KINDS: Kinds<MonitoringProps> = {
  topic: objectWith("an SNS topic, e.g. new SnsTopic(this, id)", "arn"),
  functionAlarms: object,
  stageAlarms: object,
};

/**
 * Alarms for all functions and stages that the stack contains at its creation, and a dashboard. Create
 * it last.
 */
export class Monitoring extends Construct {
  /** Where the alarms are sent. */
  readonly topic: IAlarmTopic;
  readonly dashboard: Dashboard;

  /** @throws if a threshold is out of range */
  constructor(scope: Construct, id: string, props: MonitoringProps = {}) {
    super(scope, id);
    checkProps(this, props, KINDS);
    this.topic = props.topic ?? new SnsTopic(this, "Topic", { name: physicalName(this, 256) });
    const { functions, stages } = monitoredIn(this);
    for (const fn of functions.filter(hasNoAlarms)) {
      fn.alarms(this.topic, props.functionAlarms);
    }
    for (const stage of stages.filter(hasNoAlarms)) {
      stage.alarms(this.topic, props.stageAlarms);
    }
    this.dashboard = new Dashboard(this, "Dashboard");
  }
}

const hasNoAlarms = ({ node }: Construct) => node.tryFindChild("Alarms") === undefined;
