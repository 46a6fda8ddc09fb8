/** What it means that a resource is destroyed, or replaced by a new one. */
export interface Consequence {
  readonly text: string;
  /** Something is gone that no deployment brings back. */
  readonly isLoss: boolean;
}

type Action = "destroyed" | "replaced";

const BUCKET = "Its objects are lost.";
const DATA = "Its data is lost.";
const MESSAGES = "Its messages are lost.";

/** By type: what is lost with the resource in any case. */
const LOST: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "Its logs are lost.",
  aws_cognito_user_pool: "Its users are lost.",
  aws_db_instance: DATA,
  aws_docdb_cluster: DATA,
  aws_dynamodb_table: DATA,
  aws_dynamodb_global_table: DATA,
  aws_ebs_volume: DATA,
  aws_ecr_repository: "Its images are lost.",
  aws_efs_file_system: DATA,
  aws_elasticache_cluster: DATA,
  aws_elasticache_replication_group: DATA,
  aws_kinesis_stream: "Its records are lost.",
  aws_kms_key: "What it encrypted can't be decrypted any more.",
  aws_opensearch_domain: DATA,
  aws_rds_cluster: DATA,
  aws_rds_cluster_instance: DATA,
  aws_s3_bucket: BUCKET,
  aws_s3_bucket_object: "Its content is lost.",
  aws_s3_object: "Its content is lost.",
  aws_secretsmanager_secret: "Its secret is lost.",
  aws_sns_topic: "Its subscriptions are lost.",
  aws_sqs_queue: MESSAGES,
  aws_ssm_parameter: "Its value is lost.",
  aws_timestreamwrite_table: DATA,
};

const URL_CHANGES = "Its URL changes: clients of the old one get an error.";

/** By type: what clients notice. */
const NOTICED: Readonly<Record<string, Readonly<Record<Action, string>>>> = {
  aws_api_gateway_rest_api: {
    replaced: URL_CHANGES,
    destroyed: "Its URL responds no more.",
  },
  aws_apigatewayv2_api: { replaced: URL_CHANGES, destroyed: "Its URL responds no more." },
  aws_api_gateway_api_key: {
    replaced: "Its value changes: clients with the old one are refused.",
    destroyed: "Clients with this key are refused.",
  },
  aws_api_gateway_usage_plan: {
    replaced: "Its counts start again, and its keys are refused until they are associated again.",
    destroyed: "Its keys are refused.",
  },
  aws_api_gateway_domain_name: {
    replaced: "Its target changes: DNS records must follow.",
    destroyed: "Requests to the domain fail.",
  },
  aws_apigatewayv2_domain_name: {
    replaced: "Its target changes: DNS records must follow.",
    destroyed: "Requests to the domain fail.",
  },
  aws_lambda_function: {
    replaced: "Its versions are lost.",
    destroyed: "Calls of it fail, and its versions are lost.",
  },
  aws_lambda_function_url: {
    replaced: URL_CHANGES,
    destroyed: "Its URL responds no more.",
  },
};

/** The types that have a text of their own. */
export const TYPES_WITH_CONSEQUENCES = [...Object.keys(LOST), ...Object.keys(NOTICED)];

/** A part of an API or a permission: the rest of the report shows what its change means. */
const SHOWN_ELSEWHERE =
  /^aws_(?:api_gateway|apigatewayv2|iam|lambda)_|^(?:null_resource|terraform_data)$|^(?:random|time|local|tls)_/;

const DOWN = "Requests that need it fail until the new one exists.";

/** What is lost with a resource that holds data; undefined for any other. */
export function dataLostWith(type: string): string | undefined {
  return LOST[type];
}

/** Undefined if the rest of the report shows all that the action means. */
export function consequenceOf(
  type: string,
  action: Action,
  isDestroyedFirst: boolean,
): Consequence | undefined {
  const down = action === "replaced" && isDestroyedFirst ? [DOWN] : [];
  const lost = LOST[type];
  if (lost !== undefined) {
    return { text: lost, isLoss: true };
  }
  const noticed = NOTICED[type]?.[action];
  if (noticed !== undefined) {
    const isLoss = type !== "aws_lambda_function";
    return { text: [noticed, ...(isLoss ? [] : down)].join(" "), isLoss };
  }
  if (SHOWN_ELSEWHERE.test(type)) {
    return down.length > 0 && type.startsWith("aws_") ? { text: DOWN, isLoss: false } : undefined;
  }
  return { text: "If it holds data, the data is lost.", isLoss: true };
}
