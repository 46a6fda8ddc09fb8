import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { Construct } from "constructs";
import { checkPattern } from "../core/checks";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkConstructProps, object, objectWith, string } from "../core/props";
import type { IAlarmTopic } from "./alarm";
import { Dashboard } from "./dashboard";
import type { FunctionAlarmOptions } from "./function-alarms";
import { monitoredIn } from "./monitored";
import type { StageAlarmOptions } from "./stage-alarms";

/** Props of `Monitoring`. */
export interface MonitoringProps {
  /**
   * Where the alarms are sent. Subscribe to it, e.g. by `email`.
   * @default a new topic, which CloudWatch may use without a key of yours
   */
  readonly topic?: IAlarmTopic;
  /**
   * Address that gets the alarms. Amazon SNS first sends a message to it, with a link that confirms the
   * subscription.
   * @default none
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-email-notifications.html
   */
  readonly email?: string;
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
  email: string,
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

  /** @throws if a threshold is out of range, or the email address is malformed */
  constructor(scope: Construct, id: string, props: MonitoringProps = {}) {
    super(scope, id);
    checkConstructProps(this, Monitoring, props, KINDS);
    this.topic = props.topic ?? new SnsTopic(this, "Topic", { name: physicalName(this, 256) });
    this.subscribe(props.email);
    const { functions, stages } = monitoredIn(this);
    for (const fn of functions.filter(hasNoAlarms)) {
      fn.alarms(this.topic, props.functionAlarms);
    }
    for (const stage of stages.filter(hasNoAlarms)) {
      stage.alarms(this.topic, props.stageAlarms);
    }
    this.dashboard = new Dashboard(this, "Dashboard");
  }

  private subscribe(email: string | undefined): void {
    checkPattern(this, "email", email, {
      pattern: /^[^@\s]+@[^@\s]+$/,
      allowed: "an email address",
      fix: 'Write it like "ops@example.com".',
    });
    if (email !== undefined) {
      const { arn: topicArn } = this.topic;
      new SnsTopicSubscription(this, "Email", { topicArn, protocol: "email", endpoint: email });
    }
  }
}

const hasNoAlarms = ({ node }: Construct) => node.tryFindChild("Alarms") === undefined;
