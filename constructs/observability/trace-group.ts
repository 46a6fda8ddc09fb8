import { XrayGroup } from "@cdktf/provider-aws/lib/xray-group";
import { Construct } from "constructs";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { boolean, checkConstructProps, required, string } from "../core/props";

/** Props of `TraceGroup`. */
export interface TraceGroupProps {
  /**
   * Which traces belong to the group, e.g. `responsetime > 5` or `service("pets") { fault }`.
   * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-filters.html
   */
  readonly filterExpression: string;
  /**
   * Whether X-Ray looks for anomalies in the group, which is billed per trace.
   * @default false
   */
  readonly insights?: boolean;
  /**
   * Name of the group, 1 to 32 characters.
   * @default the app, the environment and the construct's path, cut to 32 characters
   */
  readonly groupName?: string;
}

const KINDS: Kinds<TraceGroupProps> = {
  filterExpression: required(string),
  insights: boolean,
  groupName: string,
};

/**
 * A group of X-Ray traces, for which X-Ray makes metrics and a map of its own.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html
 */
export class TraceGroup extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: XrayGroup;

  /** @throws if a prop is missing, or AWS would refuse it */
  constructor(scope: Construct, id: string, props: TraceGroupProps) {
    super(scope, id);
    checkConstructProps(this, TraceGroup, props, KINDS);
    const { filterExpression, insights = false, groupName } = props;
    checkLength(this, "groupName", groupName, { min: 1, max: 32 });
    this.resource = new XrayGroup(this, "Resource", {
      groupName: groupName ?? physicalName(this, 32),
      filterExpression: escaped(filterExpression),
      insightsConfiguration: { insightsEnabled: insights, notificationsEnabled: false },
    });
  }
}
