import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { Duration } from "../core/duration";
import { checkLogRetention, retentionInDays } from "../core/log-retention";
import { physicalName } from "../core/physical-name";
import { AccessLogFormat } from "./access-log-format";
import type { ApiType } from "./access-log-variables";

/** Props of `AccessLog`. */
export interface AccessLogProps {
  /** The kind of API, which decides what a request has. */
  readonly apiType: ApiType;
  /**
   * What the log shows of a request.
   * @default AccessLogFormat.json()
   */
  readonly format?: AccessLogFormat;
  /**
   * How long the log is kept: one of CloudWatch's periods, e.g. `Duration.days(30)`.
   * @default Duration.days(14)
   */
  readonly retention?: Duration;
  /**
   * ARN of the KMS key that encrypts the log. Its policy must allow CloudWatch Logs.
   * @default CloudWatch's own encryption
   */
  readonly kmsKeyArn?: string;
}

/** The log of a stage's requests: one line each. */
export class AccessLog extends Construct {
  /** The underlying log group. */
  readonly logGroup: CloudwatchLogGroup;
  /** The access log settings of the stage. */
  readonly settings: { readonly destinationArn: string; readonly format: string };

  /** @throws if the retention isn't one of CloudWatch's periods, or API Gateway would refuse the format */
  constructor(scope: Construct, id: string, props: AccessLogProps) {
    super(scope, id);
    const { apiType, format = AccessLogFormat.json(), retention, kmsKeyArn } = props;
    checkLogRetention(this, "accessLogRetention", retention);
    this.logGroup = new CloudwatchLogGroup(this, "Resource", {
      // Log delivery needs no statement for groups under this prefix in the account's resource policy,
      // whose limit of 5,120 characters is reached by about ten groups.
      name: `/aws/vendedlogs/apis/${physicalName(this, 128)}`,
      retentionInDays: retentionInDays(retention),
      kmsKeyId: kmsKeyArn,
    });
    this.settings = {
      destinationArn: this.logGroup.arn,
      format: format.bind(this, apiType),
    };
  }
}
