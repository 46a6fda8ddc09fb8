import type { Value } from "../resolved-stack";

/** The attributes of resources that an attribute can be set to, by the type of the resource. */
type Expected = Readonly<Record<string, string>>;

const ID_OF = (...types: readonly string[]): Expected =>
  Object.fromEntries(types.map((type) => [type, "id"]));
const PARENT: Expected = {
  aws_api_gateway_resource: "id",
  aws_api_gateway_rest_api: "root_resource_id",
};
const INVOKED: Expected = { aws_lambda_function: "invoke_arn", aws_lambda_alias: "invoke_arn" };
const ROLE: Expected = { aws_iam_role: "arn" };

const EXPECTED: Readonly<Record<string, Expected>> = {
  api_id: ID_OF("aws_apigatewayv2_api"),
  authorizer_credentials: ROLE,
  authorizer_id: ID_OF("aws_apigatewayv2_authorizer", "aws_api_gateway_authorizer"),
  authorizer_uri: INVOKED,
  bucket: ID_OF("aws_s3_bucket"),
  connection_id: ID_OF("aws_api_gateway_vpc_link", "aws_apigatewayv2_vpc_link"),
  credentials: ROLE,
  credentials_arn: ROLE,
  deployment_id: ID_OF("aws_apigatewayv2_deployment", "aws_api_gateway_deployment"),
  event_source_arn: {
    aws_dynamodb_table: "stream_arn",
    aws_kinesis_stream: "arn",
    aws_sqs_queue: "arn",
  },
  function_name: { aws_lambda_alias: "function_name", aws_lambda_function: "function_name" },
  integration_id: ID_OF("aws_apigatewayv2_integration"),
  integration_uri: INVOKED,
  issuer: { aws_cognito_user_pool: "endpoint" },
  layers: { aws_lambda_layer_version: "arn" },
  parent_id: PARENT,
  request_validator_id: ID_OF("aws_api_gateway_request_validator"),
  resource_id: PARENT,
  rest_api_id: ID_OF("aws_api_gateway_rest_api"),
  role: ROLE,
  route_id: ID_OF("aws_apigatewayv2_route"),
  s3_bucket: ID_OF("aws_s3_bucket"),
  source_arn: {
    aws_api_gateway_rest_api: "execution_arn",
    aws_apigatewayv2_api: "execution_arn",
    aws_cloudwatch_event_rule: "arn",
    aws_s3_bucket: "arn",
    aws_sns_topic: "arn",
  },
  target: ID_OF("aws_apigatewayv2_integration"),
  uri: INVOKED,
};

/** The attribute of a resource of the type that the attribute of another resource can only be set to. */
export function expectedAttribute(attribute: string, type: string): string | undefined {
  const expected = Object.hasOwn(EXPECTED, attribute) ? EXPECTED[attribute] : undefined;
  return expected && Object.hasOwn(expected, type) ? expected[type] : undefined;
}

/** The value of an attribute that a template makes of a reference. */
export interface Completed {
  readonly value: Value;
  /** What the template can have but the value doesn't. @default the template can only give this value */
  readonly assumption?: string;
}

const EXECUTION_ARN = /^arn:[\w-]+:execute-api:[^:]*:\d*:\w+(?:\/[\w$-]+)?$/;
const FUNCTION_ARN = /^arn:([\w-]+):lambda:([^:]*):\d*:function:[^/]+$/;

/** Adds the text that AWS requires around a reference: a plan doesn't have the template of HCL. */
export function completed(attribute: string, value: Value): Completed {
  if (typeof value !== "string") {
    return { value };
  }
  switch (attribute) {
    case "target":
      // The target of an API is a function or a URL.
      return { value: /^\w+$/.test(value) ? `integrations/${value}` : value };
    case "audience":
    case "layers":
    case "provider_arns":
      return { value: [value] };
    case "issuer":
      return { value: value.startsWith("https://") ? value : `https://${value}` };
    case "authorizer_uri":
    case "uri":
      return { value: invokeArn(value) };
    case "source_arn":
      return EXECUTION_ARN.test(value)
        ? { value: `${value}/*`, assumption: "it is taken to include every route" }
        : { value };
    default:
      return { value };
  }
}

function invokeArn(arn: string): string {
  const [, partition, region] = FUNCTION_ARN.exec(arn) ?? [];
  return region === undefined
    ? arn
    : `arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;
}
