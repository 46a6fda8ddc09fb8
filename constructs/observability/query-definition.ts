import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";
import { checkLength } from "../core/checks";
import { escaped } from "../core/literal";
import { physicalName } from "../core/physical-name";
import type { Kinds } from "../core/props";
import { checkConstructProps, listOf, required, string } from "../core/props";
import { refuse } from "../core/refusal";
import type { ILogGroupName } from "./metric-filter";
import { LOG_GROUP_KIND } from "./metric-filter";

/** Props of `QueryDefinition`. */
export interface QueryDefinitionProps {
  /** The query in the language of CloudWatch Logs Insights: 1 to 10,000 characters. */
  readonly queryString: string;
  /**
   * The logs that it reads, up to 50, e.g. `[fn.logGroup]`.
   * @default those that are selected in the console
   */
  readonly logGroups?: readonly ILogGroupName[];
  /**
   * Name in the console, up to 255 characters. Slashes make folders.
   * @default the app, the environment and the construct's path
   */
  readonly queryDefinitionName?: string;
}

const MAX_LOG_GROUPS = 50;

const KINDS: Kinds<QueryDefinitionProps> = {
  queryString: required(string),
  logGroups: listOf(LOG_GROUP_KIND),
  queryDefinitionName: string,
};

/**
 * A saved query of CloudWatch Logs Insights.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax.html
 */
export class QueryDefinition extends Construct {
  /** The underlying Terraform resource. */
  readonly resource: CloudwatchQueryDefinition;

  /** @throws if a prop is missing, or AWS would refuse it */
  constructor(scope: Construct, id: string, props: QueryDefinitionProps) {
    super(scope, id);
    checkConstructProps(this, QueryDefinition, props, KINDS);
    const { queryString, logGroups, queryDefinitionName } = props;
    checkLength(this, "queryString", queryString, { min: 1, max: 10_000 });
    checkLength(this, "queryDefinitionName", queryDefinitionName, { min: 1, max: 255 });
    if (logGroups !== undefined && logGroups.length > MAX_LOG_GROUPS) {
      refuse(this, {
        what: "number of logGroups",
        value: logGroups.length,
        allowed: `up to ${MAX_LOG_GROUPS}`,
        fix: "Leave logGroups out, and select the logs in the console.",
      });
    }
    this.resource = new CloudwatchQueryDefinition(this, "Resource", {
      name: queryDefinitionName ?? physicalName(this, 255),
      queryString: escaped(queryString),
      logGroupNames: logGroups?.map(({ name }) => name),
    });
  }
}
