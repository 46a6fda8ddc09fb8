import { createHash } from "node:crypto";
import { Attributes, Value } from "./resolved-stack";

/** What AWS would fill in depends on the resource, where it is, and its neighbours. */
export interface Deployment {
  readonly accountId: string;
  readonly region: string;
  /** Where an API is served, by its Terraform address: `http://127.0.0.1:3000`. */
  readonly apiUrl: (address: string) => string;
  /** The resource of the type whose attribute has the value. */
  readonly find: (type: string, attribute: string, value: string) => Attributes | undefined;
}

type Compute = (resource: Attributes, deployment: Deployment) => Value | undefined;
type Table = Readonly<Record<string, Readonly<Record<string, Compute>>>>;

/** An id that is the same at every start: letters and digits as API Gateway's. */
function id(resource: Attributes, length = 10): string {
  const digest = createHash("sha256").update(resource.address).digest();
  return BigInt(`0x${digest.toString("hex")}`)
    .toString(36)
    .slice(0, length);
}

function digestOf(encoding: "hex" | "base64", algorithm = "sha256"): Compute {
  return ({ address }) => createHash(algorithm).update(address).digest(encoding);
}

const attribute =
  (name: string): Compute =>
  (resource) =>
    resource.string(name);
const ownId: Compute = (resource) => id(resource);

/** The name, or the prefix with what the provider adds to it. */
const name: Compute = (resource) => {
  const prefix = resource.string("name_prefix");
  return prefix === undefined ? undefined : `${prefix}${id(resource)}`;
};

const arn = (service: string, path: Compute): Compute => {
  return (resource, at) =>
    `arn:aws:${service}:${at.region}:${at.accountId}:${String(path(resource, at))}`;
};
const functionArn = arn("lambda", (resource) => `function:${resource.string("function_name")}`);
const invokeArn =
  (of: Compute): Compute =>
  (resource, at) =>
    `arn:aws:apigateway:${at.region}:lambda:path/2015-03-31/functions/${String(of(resource, at))}/invocations`;
const version: Compute = (resource) => (resource.boolean("publish") ? "1" : "$LATEST");
const qualifiedArn: Compute = (resource, at) =>
  `${String(functionArn(resource, at))}:${String(version(resource, at))}`;
const aliasArn: Compute = (resource, at) => {
  const called = resource.string("function_name")?.split(":").pop();
  return `arn:aws:lambda:${at.region}:${at.accountId}:function:${called}:${resource.string("name")}`;
};
const layerArn: Compute = (resource, at) =>
  `arn:aws:lambda:${at.region}:${at.accountId}:layer:${resource.string("layer_name")}`;
const iamArn =
  (kind: string): Compute =>
  (resource, at) =>
    `arn:aws:iam::${at.accountId}:${kind}${resource.string("path") ?? "/"}${resource.string("name")}`;

const executionArn = arn("execute-api", (api) => id(api));
const stageExecutionArn =
  (api: string, stage: string): Compute =>
  (resource, at) =>
    `arn:aws:execute-api:${at.region}:${at.accountId}:${resource.string(api)}/${resource.string(stage)}`;
const stageUrl =
  (type: string, api: string, path: (stage: Attributes) => string): Compute =>
  (stage, at) => {
    const found = at.find(type, "id", stage.string(api) ?? "");
    return found && `${at.apiUrl(found.address)}/${path(stage)}`;
  };
const resourcePath: Compute = (resource, at): string => {
  const parent = at.find("aws_api_gateway_resource", "id", resource.string("parent_id") ?? "");
  return `${parent ? String(resourcePath(parent, at)) : ""}/${resource.string("path_part")}`;
};

function policyDocument(resource: Attributes): string {
  const statements = resource.blocks("statement").map((statement) => ({
    ...(statement.string("sid") && { Sid: statement.string("sid") }),
    Effect: statement.string("effect") ?? "Allow",
    Action: statement.strings("actions"),
    Resource: statement.strings("resources"),
  }));
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** What an apply on AWS fills in, by resource type and attribute. */
const table: Table = {
  aws_lambda_function: {
    id: attribute("function_name"),
    arn: functionArn,
    invoke_arn: invokeArn(functionArn),
    version,
    qualified_arn: qualifiedArn,
    qualified_invoke_arn: invokeArn(qualifiedArn),
  },
  aws_lambda_alias: { arn: aliasArn, invoke_arn: invokeArn(aliasArn) },
  aws_lambda_layer_version: {
    layer_arn: layerArn,
    version: () => "1",
    arn: (resource, at) => `${String(layerArn(resource, at))}:1`,
    id: (resource, at) => `${String(layerArn(resource, at))}:1`,
  },
  aws_iam_role: {
    name,
    id: (role, at) => role.string("name") ?? name(role, at),
    arn: iamArn("role"),
  },
  aws_iam_policy: { name, arn: iamArn("policy"), id: iamArn("policy") },
  aws_cloudwatch_log_group: {
    name,
    id: attribute("name"),
    arn: arn("logs", (group) => `log-group:${group.string("name")}`),
  },
  aws_apigatewayv2_api: {
    id: ownId,
    api_endpoint: (api, at) => at.apiUrl(api.address),
    execution_arn: executionArn,
    arn: (api, at) => `arn:aws:apigateway:${at.region}::/apis/${id(api)}`,
  },
  aws_apigatewayv2_stage: {
    id: attribute("name"),
    execution_arn: stageExecutionArn("api_id", "name"),
    invoke_url: stageUrl("aws_apigatewayv2_api", "api_id", (stage) =>
      stage.string("name") === "$default" ? "" : (stage.string("name") ?? ""),
    ),
  },
  aws_api_gateway_rest_api: {
    id: ownId,
    root_resource_id: (api) => createHash("md5").update(api.address).digest("hex").slice(0, 10),
    execution_arn: executionArn,
    arn: (api, at) => `arn:aws:apigateway:${at.region}::/restapis/${id(api)}`,
  },
  aws_api_gateway_resource: { id: (resource) => id(resource, 6), path: resourcePath },
  aws_api_gateway_deployment: { id: (deployment) => id(deployment, 6) },
  aws_api_gateway_stage: {
    execution_arn: stageExecutionArn("rest_api_id", "stage_name"),
    invoke_url: stageUrl(
      "aws_api_gateway_rest_api",
      "rest_api_id",
      (stage) => stage.string("stage_name") ?? "",
    ),
  },
  "data.aws_caller_identity": {
    account_id: (_, at) => at.accountId,
    id: (_, at) => at.accountId,
    user_id: (_, at) => at.accountId,
    arn: (_, at) => `arn:aws:iam::${at.accountId}:root`,
  },
  "data.aws_region": {
    id: (_, at) => at.region,
    name: (_, at) => at.region,
    region: (_, at) => at.region,
  },
  "data.aws_partition": {
    id: () => "aws",
    partition: () => "aws",
    dns_suffix: () => "amazonaws.com",
  },
  "data.aws_iam_policy_document": { json: policyDocument, minified_json: policyDocument },
  // The zip is never made here, so its hashes are only as constant as its address.
  "data.archive_file": {
    output_base64sha256: digestOf("base64"),
    output_base64sha512: digestOf("base64", "sha512"),
    output_md5: digestOf("hex", "md5"),
    output_sha: digestOf("hex", "sha1"),
    output_sha256: digestOf("hex"),
    output_sha512: digestOf("hex", "sha512"),
  },
};

/** The value that AWS would give an attribute that the configuration doesn't set. */
export function computedAttribute(
  type: string,
  resource: Attributes,
  attributeName: string,
  deployment: Deployment,
): Value | undefined {
  const compute = table[type]?.[attributeName];
  if (compute) return compute(resource, deployment);
  if (attributeName === "id") return id(resource);
  if (attributeName !== "arn") return undefined;
  const [, service = "aws"] = type.replace(/^data\./, "").split("_");
  return arn(service, (of) => of.string("name") ?? id(of))(resource, deployment);
}
