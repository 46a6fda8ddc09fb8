import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { Construct } from "constructs";
import { region } from "../core/aws-facts";
import { checkPattern } from "../core/checks";
import { isKnown } from "../core/known";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkConstructProps, string } from "../core/props";
import type { Function } from "../lambda/function";
import type { MonitoredStage } from "./monitored";
import { monitoredIn } from "./monitored";
import type { Widget } from "./widgets";
import { alarmWidgets, graphWidget, placed } from "./widgets";

/** Props of `Dashboard`. */
export interface DashboardProps {
  /**
   * Name of the dashboard: up to 255 letters, digits, hyphens and underscores.
   * @default the app, the environment and the construct's path
   */
  readonly dashboardName?: string;
}

const KINDS: Kinds<DashboardProps> = { dashboardName: string };

/**
 * A CloudWatch dashboard with the alarms, the stages of APIs and the functions that the stack contains
 * at its creation: requests, errors, latencies, invocations and durations. Create it last.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export class Dashboard extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: CloudwatchDashboard;

  /** @throws if AWS would refuse the name */
  constructor(scope: Construct, id: string, props: DashboardProps = {}) {
    super(scope, id);
    checkConstructProps(this, Dashboard, props, KINDS);
    checkPattern(this, "dashboardName", props.dashboardName, {
      pattern: /^[\w-]{1,255}$/,
      allowed: "1 to 255 letters, digits, hyphens and underscores",
      fix: "Rename the dashboard.",
    });
    const { functions, stages, alarms } = monitoredIn(this);
    const widgets = [
      ...alarmWidgets(alarms.map(({ arn }) => arn)),
      ...stages.flatMap((stage) => this.stageGraphs(stage)),
      ...functions.flatMap((fn) => this.functionGraphs(fn)),
    ];
    this.resource = new CloudwatchDashboard(this, "Resource", {
      dashboardName: props.dashboardName ?? physicalName(this, 255),
      dashboardBody: JSON.stringify(escaped({ widgets: placed(widgets) })),
    });
  }

  private stageGraphs(stage: MonitoredStage): Widget[] {
    const { dimensions, requests, clientErrors, serverErrors, hasLatency } = stage.metrics;
    const name = `${pathInStack(stage.node.scope ?? stage)} ${stage.stageName}`;
    const common = { region: region(this), namespace: "AWS/ApiGateway", dimensions };
    return [
      graphWidget({
        ...common,
        title: `${name}: requests`,
        lines: [...requests, ...[...clientErrors, ...serverErrors].map(sumOf)],
      }),
      graphWidget({
        ...common,
        title: `${name}: latency (ms)`,
        lines: [
          ...(hasLatency ? ["p50", "p99"].map((stat) => ({ metricName: "Latency", stat })) : []),
          { metricName: "IntegrationLatency", stat: "p99" },
        ],
      }),
    ];
  }

  private functionGraphs(fn: Function): Widget[] {
    const name = pathInStack(fn);
    const dimensions = { FunctionName: fn.functionName };
    const common = { region: region(this), namespace: "AWS/Lambda", dimensions };
    const timeout = fn.timeoutSeconds;
    return [
      graphWidget({
        ...common,
        title: `${name}: invocations`,
        lines: ["Invocations", "Errors", "Throttles"].map(sumOf),
      }),
      graphWidget({
        ...common,
        title: `${name}: duration (ms)`,
        lines: ["p50", "p99"].map((stat) => ({ metricName: "Duration", stat })),
        ...(isKnown(timeout) && { limit: { label: "timeout", value: timeout * 1000 } }),
      }),
    ];
  }
}

const sumOf = (metricName: string) => ({ metricName, stat: "Sum" });

/** The path of a construct without its stack's, e.g. `notes/HttpApi`. */
function pathInStack(construct: IConstruct): string {
  return construct.node.path.slice(TerraformStack.of(construct).node.path.length + 1);
}
