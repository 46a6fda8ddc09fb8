import type { PolicyDocument } from "../../../local/deployer";
import { evaluate } from "../../../local/iam/evaluate";
import { parsePolicy } from "../../../local/iam/policy";
import type { ApiRequest } from "./aws-behaviours/behaviour";

/** An IAM action on a resource, as AWS checks it before it does what a call asks for. */
export interface Access {
  readonly action: string;
  readonly resource: string;
}

const ACCOUNT = "123456789012";
const regional = (service: string, rest: string) =>
  `arn:aws:${service}:us-east-1:${ACCOUNT}:${rest}`;

/** What a call to AWS needs to be allowed; throws for a call that isn't known here. */
export function accessesOf(call: ApiRequest): Access[] {
  switch (call.service) {
    case "dynamodb":
      return [tableAccess(call)];
    case "events":
      return [ruleAccess(call)];
    case "iam":
      return [roleAccess(call)];
    case "kinesis":
      return [streamAccess(call)];
    case "kms":
      // Calls name the key by an alias, and AWS checks the key that it refers to.
      return [{ action: `kms:${actionOf(call)}`, resource: regional("kms", "key/1") }];
    case "logs":
      return [logsAccess(call)];
    case "lambda":
      return lambdaAccesses(call);
    case "apigateway":
      return [apiGatewayAccess(call)];
    case "monitoring":
      return [cloudwatchAccess(call)];
    case "s3":
      return [s3Access(call)];
    case "scheduler":
      return scheduleAccesses(call);
    case "sns":
      return [topicAccess(call)];
    case "sqs":
      return [queueAccess(call)];
    case "sts":
      // GetCallerIdentity needs no permission.
      return [];
    default:
      throw new Error(
        `${call.service}: ${call.method} ${call.path} is of a service not known here`,
      );
  }
}

/** The accesses that a policy doesn't allow, each once. */
export function deniedBy(policy: PolicyDocument, accesses: readonly Access[]): string[] {
  const statements = parsePolicy(JSON.stringify(policy));
  const denied = accesses.filter(
    (access) => evaluate(statements, { ...access, context: new Map() }).decision !== "allowed",
  );
  return [...new Set(denied.map(({ action, resource }) => `${action} on ${resource}`))];
}

const jsonOf = ({ body }: ApiRequest) =>
  JSON.parse(body.toString()) as Readonly<Record<string, string | undefined>>;

/** The action of a header such as `DynamoDB_20120810.CreateTable`. */
const actionOf = ({ action }: ApiRequest): string => action.split(".")[1] ?? "";

function tableAccess(call: ApiRequest): Access {
  const { TableName = "", ResourceArn } = jsonOf(call);
  const table = ResourceArn ?? regional("dynamodb", `table/${TableName}`);
  return { action: `dynamodb:${actionOf(call)}`, resource: table };
}

function roleAccess({ action, body }: ApiRequest): Access {
  const role = new URLSearchParams(body.toString()).get("RoleName") ?? "";
  return { action: `iam:${action}`, resource: `arn:aws:iam::${ACCOUNT}:role/${role}` };
}

function logsAccess(call: ApiRequest): Access {
  const { logGroupName, resourceArn } = jsonOf(call);
  const group = resourceArn ?? regional("logs", `log-group:${logGroupName ?? ""}`);
  return { action: `logs:${actionOf(call)}`, resource: group };
}

function cloudwatchAccess({ action, body }: ApiRequest): Access {
  const parameters = new URLSearchParams(body.toString());
  const named = (name: string) => parameters.get(name) ?? parameters.get(`${name}s.member.1`);
  const alarm = named("AlarmName");
  const resource =
    parameters.get("ResourceARN") ??
    (alarm === null
      ? `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${named("DashboardName")}`
      : regional("cloudwatch", `alarm:${alarm}`));
  return { action: `cloudwatch:${action}`, resource };
}

function topicAccess({ action, body }: ApiRequest): Access {
  const parameters = new URLSearchParams(body.toString());
  const arn = parameters.get("TopicArn") ?? parameters.get("ResourceArn");
  const resource = arn ?? regional("sns", parameters.get("Name") ?? "");
  return { action: `sns:${action}`, resource };
}

/** Of the path behind `/<version>/functions`: each method and what follows the name. */
const LAMBDA: Readonly<Record<string, string>> = {
  "DELETE ": "DeleteFunction",
  "GET ": "GetFunction",
  "POST ": "CreateFunction",
  "GET /code-signing-config": "GetFunctionCodeSigningConfig",
  "GET /versions": "ListVersionsByFunction",
  "PUT /code": "UpdateFunctionCode",
  "PUT /configuration": "UpdateFunctionConfiguration",
  "GET /policy": "GetPolicy",
  "POST /policy": "AddPermission",
  "DELETE /policy": "RemovePermission",
};

const EVENT_SOURCES: Readonly<Record<string, string>> = {
  DELETE: "DeleteEventSourceMapping",
  GET: "GetEventSourceMapping",
  POST: "CreateEventSourceMapping",
  PUT: "UpdateEventSourceMapping",
};

function lambdaAccesses(call: ApiRequest): Access[] {
  const { method, path } = call;
  const [isMapping, mapping = ""] = /\/event-source-mappings\/?([^?]*)/.exec(path) ?? [];
  if (isMapping) {
    const resource = mapping ? regional("lambda", `event-source-mapping:${mapping}`) : "*";
    return [{ action: `lambda:${EVENT_SOURCES[method]}`, resource }];
  }
  const [, tagged] = /\/tags\/([^?]+)/.exec(path) ?? [];
  if (tagged !== undefined) {
    const name = { GET: "ListTags", POST: "TagResource", DELETE: "UntagResource" }[method];
    return [{ action: `lambda:${name}`, resource: decodeURIComponent(tagged) }];
  }
  const [, inPath, part = ""] = /^\/[\d-]+\/functions\/?([^/?]*)(\/[\w-]+)?/.exec(path) ?? [];
  const name = LAMBDA[`${method} ${part}`];
  if (name === undefined) {
    throw new Error(`lambda: ${method} ${path} is not known here`);
  }
  if (inPath) {
    return [onFunction(name, inPath)];
  }
  const { FunctionName, Role } = jsonOf(call);
  return [
    onFunction(name, FunctionName ?? ""),
    onFunction("TagResource", FunctionName ?? ""),
    { action: "iam:PassRole", resource: Role ?? "" },
  ];
}

const onFunction = (action: string, name: string): Access => ({
  action: `lambda:${action}`,
  resource: regional("lambda", `function:${name}`),
});

function streamAccess(call: ApiRequest): Access {
  const { StreamName, ResourceARN } = jsonOf(call);
  const resource =
    ResourceARN ?? (StreamName === undefined ? "*" : regional("kinesis", `stream/${StreamName}`));
  return { action: `kinesis:${actionOf(call)}`, resource };
}

/** Of a rule of the default event bus. */
function ruleAccess(call: ApiRequest): Access {
  const { Name, Rule, ResourceARN } = jsonOf(call);
  const resource = ResourceARN ?? regional("events", `rule/${Rule ?? Name ?? ""}`);
  return { action: `events:${actionOf(call)}`, resource };
}

function queueAccess(call: ApiRequest): Access {
  const { QueueName, QueueUrl = "" } = jsonOf(call);
  const name = QueueName ?? QueueUrl.slice(QueueUrl.lastIndexOf("/") + 1);
  return { action: `sqs:${actionOf(call)}`, resource: regional("sqs", name) };
}

const SCHEDULER: Readonly<Record<string, string>> = {
  DELETE: "DeleteSchedule",
  GET: "GetSchedule",
  POST: "CreateSchedule",
  PUT: "UpdateSchedule",
};

function scheduleAccesses({ method, path, body }: ApiRequest): Access[] {
  const [, name = ""] = /^\/schedules\/([^?]+)/.exec(path) ?? [];
  const schedule = regional("scheduler", `schedule/default/${name}`);
  const access = { action: `scheduler:${SCHEDULER[method]}`, resource: schedule };
  if (body.length === 0) {
    return [access];
  }
  const { Target } = JSON.parse(body.toString()) as { Target: { RoleArn: string } };
  return [access, { action: "iam:PassRole", resource: Target.RoleArn }];
}

function apiGatewayAccess({ method, path }: ApiRequest): Access {
  const [plain = ""] = path.replace(/^\/v2\//, "/").split("?");
  return { action: `apigateway:${method}`, resource: `arn:aws:apigateway:us-east-1::${plain}` };
}

/** The settings of a bucket by the query of their requests. */
const BUCKET_SETTINGS: Readonly<Record<string, string>> = {
  accelerate: "AccelerateConfiguration",
  acl: "BucketAcl",
  cors: "BucketCORS",
  encryption: "EncryptionConfiguration",
  lifecycle: "LifecycleConfiguration",
  location: "BucketLocation",
  logging: "BucketLogging",
  notification: "BucketNotification",
  "object-lock": "BucketObjectLockConfiguration",
  ownershipControls: "BucketOwnershipControls",
  policy: "BucketPolicy",
  publicAccessBlock: "BucketPublicAccessBlock",
  replication: "ReplicationConfiguration",
  requestPayment: "BucketRequestPayment",
  tagging: "BucketTagging",
  versioning: "BucketVersioning",
  website: "BucketWebsite",
};

function bucketAction(method: string, query: URLSearchParams): string {
  const setting = Object.keys(BUCKET_SETTINGS).find((name) => query.has(name));
  if (setting !== undefined) {
    return `${method === "GET" ? "Get" : "Put"}${BUCKET_SETTINGS[setting]}`;
  }
  return { PUT: "CreateBucket", DELETE: "DeleteBucket" }[method] ?? "ListBucket";
}

/** With the bucket in the path, as for a server on loopback. */
function s3Access({ method, path }: ApiRequest): Access {
  const [, bucket = "", key = "", query] = /^\/([^/?]+)\/?([^?]*)\??(.*)/.exec(path) ?? [];
  const resource = `arn:aws:s3:::${bucket}`;
  if (key === "") {
    return { action: `s3:${bucketAction(method, new URLSearchParams(query))}`, resource };
  }
  const verb = { GET: "Get", HEAD: "Get", PUT: "Put", DELETE: "Delete" }[method] ?? method;
  return { action: `s3:${verb}Object`, resource: `${resource}/${decodeURIComponent(key)}` };
}
