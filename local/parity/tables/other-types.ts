import type { AttributeTable } from "../treatment";
import { warned } from "../treatment";

/**
 * AWS services for data, identities, networks or builds. Functions may call them and expressions may
 * read them, but they don't call APIs or functions, except for the types in `WARNED_TYPES` and
 * `WARNED_ATTRIBUTES`.
 */
const SERVICES = [
  "account acm acmpca ami appautoscaling appconfig athena autoscaling backup budgets ce cloudfront",
  "cloudtrail cloudwatch codeartifact codebuild codecommit codeconnections codedeploy",
  "codestarconnections codestarnotifications cognito customer dax db default docdb dsql dynamodb",
  "ebs ec2 ecr ecrpublic ecs efs egress eip eks elasticache elasticsearch flow fsx glue iam",
  "instance internet key keyspaces kinesis kms lakeformation launch lb alb main memorydb msk mq",
  "nat neptune network networkmanager oam opensearch opensearchserverless osis organizations",
  "placement prometheus ram rds redshift redshiftserverless resourcegroups resourceexplorer2",
  "rolesanywhere route route53 route53domains rum s3 s3tables s3control schemas secretsmanager",
  "security securityhub service servicecatalogappregistry servicequotas ses sesv2 shield signer",
  "sns sqs ssm ssoadmin subnet synthetics timestreamwrite timestreaminfluxdb timestreamquery",
  "volume vpc vpn waf wafregional wafv2 xray",
].flatMap((line) => line.split(" "));

/** Matches resource types whose attributes can't change a response. */
export const TYPES_WITHOUT_EFFECT = new RegExp(
  [
    `aws_(?:${SERVICES.join("|")})(?:_.+)?`,
    // Resources around an API or a function, read only through references to them.
    "aws_api_gateway_(?:account|client_certificate|documentation_.+|domain_name_.+)",
    "aws_api_gateway_(?:method_response|vpc_link)",
    "aws_apigatewayv2_vpc_link|aws_scheduler_schedule_group",
    "aws_lambda_(?:code_signing_config|layer_version_permission)",
    "aws_lambda_(?:provisioned_concurrency_config|runtime_management_config)",
    // Parts of WebSocket APIs that no served route uses.
    "aws_apigatewayv2_(?:integration_response|model)",
    // They only compute values. Reading one that the runner doesn't know is refused.
    "(?:random|time|tls)_.+|null_resource|terraform_data|data\\..+",
  ]
    .map((types) => `^(?:${types})$`)
    .join("|"),
);

/** A value without the ARN of a function. */
const WITHOUT_FUNCTION = /^(?!.*:lambda:)/s;

const ALARMS = warned("alarms don't invoke functions locally", WITHOUT_FUNCTION);
const FILES =
  "the files of local_file resources are not created locally; only the code of functions contains them";
const LOGS = warned("log subscriptions don't invoke functions locally", WITHOUT_FUNCTION);
const STACKS = "the resources of CloudFormation stacks are not served locally";
const STREAMS = "Kinesis doesn't invoke functions locally";
const TARGETS = warned("load balancers don't invoke functions locally", "instance", "ip", "alb");
const WEB_ACLS = "web ACLs don't filter requests locally";

/** Resource types that have an effect on AWS but not locally. Most invoke functions. */
export const WARNED_TYPES: Readonly<Record<string, string>> = {
  aws_bedrockagent_agent_action_group: "Bedrock doesn't invoke functions locally",
  aws_cloudformation_stack: STACKS,
  aws_cloudfront_distribution: "CloudFront is not served locally: use the stage's URL",
  aws_codecommit_trigger: "CodeCommit doesn't invoke functions locally",
  aws_codepipeline: "CodePipeline doesn't invoke functions locally",
  aws_config_config_rule: "AWS Config doesn't invoke functions locally",
  aws_connect_lambda_function_association: "Connect doesn't invoke functions locally",
  aws_kinesis_analytics_application: STREAMS,
  aws_kinesis_firehose_delivery_stream: STREAMS,
  aws_kinesisanalyticsv2_application: STREAMS,
  aws_lambda_invocation: "aws_lambda_invocation doesn't invoke functions locally",
  "data.aws_lambda_invocation": "aws_lambda_invocation doesn't invoke functions locally",
  aws_pipes_pipe: "EventBridge Pipes don't invoke functions locally",
  aws_s3control_object_lambda_access_point: "S3 doesn't invoke functions locally",
  aws_serverlessapplicationrepository_cloudformation_stack: STACKS,
  aws_sfn_state_machine: "state machines don't run locally",
  aws_ssm_maintenance_window_task: "Systems Manager doesn't invoke functions locally",
  aws_wafregional_web_acl_association: WEB_ACLS,
  aws_wafv2_web_acl_association: WEB_ACLS,
  local_file: FILES,
  local_sensitive_file: FILES,
};

/** Attributes that have an effect on AWS but not locally, of types without other effects. */
export const WARNED_ATTRIBUTES: Readonly<Record<string, AttributeTable>> = {
  aws_alb_target_group: { target_type: TARGETS },
  aws_cloudwatch_composite_alarm: { alarm_actions: ALARMS, ok_actions: ALARMS },
  aws_cloudwatch_log_account_policy: { policy_document: LOGS },
  aws_cloudwatch_log_subscription_filter: { destination_arn: LOGS },
  aws_cloudwatch_metric_alarm: { alarm_actions: ALARMS, ok_actions: ALARMS },
  aws_cognito_user_pool: {
    lambda_config: warned("Cognito doesn't invoke functions locally"),
  },
  aws_ec2_client_vpn_endpoint: {
    client_connect_options: warned("Client VPN doesn't invoke functions locally"),
  },
  aws_lb_target_group: { target_type: TARGETS },
  aws_secretsmanager_secret_rotation: {
    rotation_lambda_arn: warned("Secrets Manager doesn't invoke functions locally"),
  },
  aws_ses_receipt_rule: { lambda_action: warned("SES doesn't invoke functions locally") },
};
