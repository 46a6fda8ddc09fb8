import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Construct } from "constructs";
import type { Duration } from "../core/duration";
import { retentionInDays } from "../core/log-retention";
import { AccessLog } from "./access-log";
import type { AccessLogFormat } from "./access-log-format";
import type { ApiType } from "./access-log-variables";

/** What a stage logs, and for how long. */
export interface StageLogOptions {
  readonly accessLogs?: boolean;
  readonly accessLogFormat?: AccessLogFormat;
  readonly logRetention?: Duration;
  readonly logKmsKeyArn?: string;
}

/**
 * The access log of a stage, unless `accessLogs` is false, and the group of its execution log. API Gateway
 * would create the group at the first request: it never expires and nobody owns it.
 * @param name - of the group, as API Gateway has it
 */
export function stageLogs(
  stage: Construct,
  apiType: ApiType,
  name: string,
  options: StageLogOptions,
) {
  const { accessLogFormat: format, logRetention: retention, logKmsKeyArn: kmsKeyArn } = options;
  const accessLog =
    options.accessLogs === false
      ? undefined
      : new AccessLog(stage, "AccessLog", { apiType, format, retention, kmsKeyArn });
  const executionLog = new CloudwatchLogGroup(stage, "ExecutionLog", {
    name,
    retentionInDays: retentionInDays(retention),
    kmsKeyId: kmsKeyArn,
  });
  return { accessLog, executionLog };
}
