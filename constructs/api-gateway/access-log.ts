import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import type { Duration } from "../core/duration";
import { checkLogRetention, retentionInDays } from "../core/log-retention";
import { physicalName } from "../core/physical-name";

/** Props of `AccessLog`. */
export interface AccessLogProps {
  /** The kind of API, which decides the field that names the route. */
  readonly apiType: "HTTP" | "REST";
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

/** The log of a stage's requests: one JSON object per line. */
export class AccessLog extends Construct {
  /** The underlying log group. */
  readonly logGroup: CloudwatchLogGroup;
  /** The access log settings of the stage. */
  readonly settings: { readonly destinationArn: string; readonly format: string };

  /** @throws if the retention isn't one of CloudWatch's periods */
  constructor(scope: Construct, id: string, { apiType, retention, kmsKeyArn }: AccessLogProps) {
    super(scope, id);
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
      format: JSON.stringify({ ...COMMON_FIELDS, ...FIELDS[apiType] }),
    };
  }
}

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html */
const COMMON_FIELDS = {
  requestId: "$context.requestId",
  ip: "$context.identity.sourceIp",
  requestTime: "$context.requestTime",
  httpMethod: "$context.httpMethod",
  path: "$context.path",
  protocol: "$context.protocol",
  status: "$context.status",
  responseLength: "$context.responseLength",
  authorizerError: "$context.authorizer.error",
  integrationError: "$context.integration.error",
};

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-variables-for-access-logging.html */
const FIELDS = {
  HTTP: { routeKey: "$context.routeKey" },
  REST: { resourcePath: "$context.resourcePath" },
};
