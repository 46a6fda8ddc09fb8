import type { DeployedResource, Right, RightsOf } from "./right";
import { arn, passRole } from "./right";

const SERVICE = "apigateway.amazonaws.com";
const VERBS = ["DELETE", "GET", "PATCH", "POST", "PUT"];

/**
 * API Gateway's actions are HTTP methods on the paths of its management API. The paths contain ids
 * that AWS assigns, so a policy can't distinguish between APIs.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonapigatewaymanagement.html
 */
export const apiGatewayRights: Readonly<Record<string, RightsOf>> = {
  aws_api_gateway_api_key: (resource) => [onPaths(resource, VERBS, ["/apikeys*", TAGS])],
  aws_api_gateway_usage_plan: (resource) => [onPaths(resource, VERBS, ["/usageplans*", TAGS])],
  aws_api_gateway_usage_plan_key: (resource) => [onPaths(resource, VERBS, ["/usageplans*"])],
  aws_api_gateway_account: (resource) => [onPaths(resource, ["GET", "PATCH"], ["/account"])],
  aws_api_gateway_rest_api: (resource) => [
    onPaths(resource, VERBS, ["/restapis*", TAGS]),
    serviceLinkedRole(resource),
    ...passed(resource.block["body"], CREDENTIALS),
  ],
  aws_api_gateway_rest_api_policy: (resource) => [
    onPaths(resource, [...VERBS, "UpdateRestApiPolicy"], ["/restapis*"]),
  ],
  aws_api_gateway_authorizer: ofRestApi,
  aws_api_gateway_base_path_mapping: (resource) => [onPaths(resource, VERBS, ["/domainnames*"])],
  aws_api_gateway_deployment: ofRestApi,
  aws_api_gateway_domain_name: (resource) => [
    onPaths(resource, VERBS, ["/domainnames*", TAGS]),
    EDGE_OPTIMIZED,
    ...trustStore(resource),
  ],
  aws_api_gateway_client_certificate: (resource) => [
    onPaths(resource, VERBS, ["/clientcertificates*", TAGS]),
  ],
  aws_api_gateway_stage: (resource) => [onPaths(resource, VERBS, ["/restapis/*", TAGS])],
  aws_api_gateway_method_settings: ofRestApi,
  aws_apigatewayv2_api: (resource) => [
    onPaths(resource, VERBS, ["/apis*", TAGS]),
    serviceLinkedRole(resource),
  ],
  aws_apigatewayv2_api_mapping: (resource) => [onPaths(resource, VERBS, ["/domainnames*"])],
  aws_apigatewayv2_domain_name: (resource) => [
    onPaths(resource, VERBS, ["/domainnames*", TAGS]),
    ...trustStore(resource),
  ],
  aws_apigatewayv2_authorizer: ofApi,
  aws_apigatewayv2_deployment: ofApi,
  aws_apigatewayv2_integration: (resource) => [
    onPaths(resource, VERBS, ["/apis/*"]),
    ...passed(resource.block["credentials_arn"], ROLE),
  ],
  aws_apigatewayv2_integration_response: ofApi,
  aws_apigatewayv2_model: ofApi,
  aws_apigatewayv2_vpc_link: (resource) => [
    onPaths(resource, VERBS, ["/vpclinks*", TAGS]),
    serviceLinkedRole(resource),
  ],
  aws_api_gateway_vpc_link: (resource) => [
    onPaths(resource, VERBS, ["/vpclinks*", TAGS]),
    ...endpointService(resource),
  ],
  aws_apigatewayv2_route: ofApi,
  aws_apigatewayv2_route_response: ofApi,
  aws_apigatewayv2_stage: (resource) => [
    onPaths(resource, VERBS, ["/apis/*", TAGS]),
    ...(resource.block["access_log_settings"] == null ? [] : [LOG_DELIVERY]),
  ],
};

/**
 * AWS checks tagging on creation against this path. For HTTP APIs, the path was reported to follow the
 * ARN of all APIs.
 * @see https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/997
 */
const TAGS = "*/tags/*";

function ofRestApi(resource: DeployedResource): Right[] {
  return [onPaths(resource, VERBS, ["/restapis/*"])];
}

/** What belongs to an HTTP or WebSocket API. */
function ofApi(resource: DeployedResource): Right[] {
  return [onPaths(resource, VERBS, ["/apis/*"])];
}

function onPaths(
  { partition, region }: DeployedResource,
  verbs: readonly string[],
  paths: readonly string[],
): Right {
  return {
    actions: verbs.map((verb) => `apigateway:${verb}`),
    resources: paths.map((path) => `arn:${partition}:apigateway:${region}::${path}`),
  };
}

/**
 * The first API of an account creates this role.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/using-service-linked-roles.html
 */
function serviceLinkedRole({ partition }: DeployedResource): Right {
  const service = "ops.apigateway.amazonaws.com";
  const role = `role/aws-service-role/${service}/AWSServiceRoleForAPIGateway`;
  return {
    actions: ["iam:CreateServiceLinkedRole"],
    resources: [`arn:${partition}:iam::*:${role}`],
    condition: { StringEquals: { "iam:AWSServiceName": service } },
  };
}

/**
 * Access logs of HTTP APIs are vended logs. Their actions have no resource-level permissions.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html#http-api-logging.permissions
 */
const LOG_DELIVERY: Right = {
  actions: [
    "logs:CreateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:DescribeResourcePolicies",
    "logs:GetLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:UpdateLogDelivery",
  ],
  resources: ["*"],
};

/**
 * API Gateway creates the distribution of an edge-optimized domain name as the caller, in an account
 * of its own.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-edge-optimized-custom-domain-name.html
 */
const EDGE_OPTIMIZED: Right = { actions: ["cloudfront:updateDistribution"], resources: ["*"] };

/**
 * API Gateway makes the endpoint service of a REST API's VPC link as the caller, with an ID of AWS's.
 * Actions that describe have no resource-level permissions.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/grant-permissions-to-create-vpclink.html
 */
function endpointService(resource: DeployedResource): Right[] {
  return [
    {
      actions: [
        "ec2:CreateVpcEndpointServiceConfiguration",
        "ec2:DeleteVpcEndpointServiceConfigurations",
        "ec2:ModifyVpcEndpointServicePermissions",
      ],
      resources: [arn(resource, "ec2", "vpc-endpoint-service/*")],
    },
    {
      actions: [
        "ec2:DescribeVpcEndpointServiceConfigurations",
        "elasticloadbalancing:DescribeLoadBalancers",
      ],
      resources: ["*"],
    },
  ];
}

/** API Gateway reads the trust store of mutual TLS as the caller. */
function trustStore({ block, partition }: DeployedResource): Right[] {
  const [, object] =
    /"s3:\/\/([^"]+)"/.exec(JSON.stringify(block["mutual_tls_authentication"])) ?? [];
  if (object === undefined) {
    return [];
  }
  const resources = [`arn:${partition}:s3:::${object.replace(/\$\{[^}]*\}/g, "*")}`];
  return [{ actions: ["s3:GetObject", "s3:GetObjectVersion"], resources }];
}

/** Rights to pass roles from outside the stack. Roles of the stack have their own rights. */
function passed(value: unknown, pattern: RegExp): Right[] {
  if (typeof value !== "string") {
    return [];
  }
  return [...value.matchAll(pattern)].map(([, role = ""]) => passRole(role, [SERVICE]));
}

const ROLE = /^(arn:[^:]+:iam::\d+:role\/.+)$/g;
const CREDENTIALS = /"credentials":\s*"(arn:[^:"]+:iam::\d+:role\/[^"]+)"/g;
