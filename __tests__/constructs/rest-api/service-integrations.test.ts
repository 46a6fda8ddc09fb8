import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { SfnStateMachine } from "@cdktf/provider-aws/lib/sfn-state-machine";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import type { TerraformStack } from "cdktf";
import {
  AwsIntegration,
  DynamoDbIntegration,
  EventBridgeIntegration,
  KinesisIntegration,
  RestApi,
  S3Integration,
  SnsIntegration,
  SqsIntegration,
  StepFunctionsIntegration,
  type AwsIntegrationProps,
  type Integration,
} from "../../../constructs";
import { environment, only, synth } from "../lambda/support";
import { messageOf } from "../message-of";
import { bodyOf, restFixture } from "./support";

type Build = (stack: TerraformStack) => Integration;

/** A method's integration in the document, its template, and the statement of its role. */
function integrationOf(build: Build) {
  const stack = environment();
  const api = new RestApi(stack, "Api", { stageName: "v1" });
  api.root.addResource("{id}").addMethod("POST", build(stack));
  const json = synth(stack);
  const { paths } = bodyOf(json) as { paths: Record<string, { post: Record<string, unknown> }> };
  const integration = paths["/{id}"]?.post["x-amazon-apigateway-integration"] as {
    readonly uri: string;
    readonly requestTemplates?: Readonly<Record<string, string>>;
    readonly responses: object;
  };
  const { Statement } = JSON.parse(String(only(json, "aws_iam_role_policy").policy)) as {
    Statement: object[];
  };
  return {
    integration,
    uri: integration.uri.replace(/^.*:apigateway:[^:]*:/, ""),
    template: integration.requestTemplates?.["application/json"],
    statements: Statement,
  };
}

const tableOf = (stack: TerraformStack) =>
  new DynamodbTable(stack, "Table", {
    name: "notes",
    billingMode: "PAY_PER_REQUEST",
    hashKey: "id",
    attribute: [{ name: "id", type: "S" }],
  });

const machineOf = (stack: TerraformStack) =>
  new SfnStateMachine(stack, "Machine", { roleArn: "arn:aws:iam::1:role/r", definition: "{}" });

const ACCOUNT = "${data.aws_caller_identity.CallerIdentity.account_id}";
const BODY = "$util.escapeJavaScript($input.json('$')).replaceAll(\"\\\\'\", \"'\")";

interface Expected {
  readonly uri: string;
  readonly template: string | undefined;
  readonly action: string;
  readonly resource: string;
}

test.each<[string, Build, Expected]>([
  [
    "SqsIntegration",
    (stack) => new SqsIntegration(new SqsQueue(stack, "Queue", {})),
    {
      uri: `sqs:path/${ACCOUNT}/\${aws_sqs_queue.Queue.name}`,
      template: "Action=SendMessage&MessageBody=$util.urlEncode($input.body)",
      action: "sqs:SendMessage",
      resource: "${aws_sqs_queue.Queue.arn}",
    },
  ],
  [
    "SnsIntegration",
    (stack) =>
      new SnsIntegration(new SnsTopic(stack, "Topic", {}), { message: "id $input.params('id')" }),
    {
      uri: "sns:path//",
      template:
        "Action=Publish&TopicArn=${aws_sns_topic.Topic.arn}&Message=$util.urlEncode(\"id $input.params('id')\")",
      action: "sns:Publish",
      resource: "${aws_sns_topic.Topic.arn}",
    },
  ],
  [
    "DynamoDbIntegration",
    (stack) =>
      new DynamoDbIntegration(tableOf(stack), {
        action: "Query",
        input: { IndexName: "byOwner", KeyConditionExpression: "#o = :o" },
      }),
    {
      uri: "dynamodb:action/Query",
      template:
        '{"TableName":"${aws_dynamodb_table.Table.name}","IndexName":"byOwner","KeyConditionExpression":"#o = :o"}',
      action: "dynamodb:Query",
      resource: "${aws_dynamodb_table.Table.arn}/index/byOwner",
    },
  ],
  [
    "S3Integration",
    (stack) =>
      new S3Integration(new S3Bucket(stack, "Bucket", {}), {
        action: "GetObject",
        key: "method.request.path.id",
      }),
    {
      uri: "s3:path/${aws_s3_bucket.Bucket.bucket}/{key}",
      template: undefined,
      action: "s3:GetObject",
      resource: "${aws_s3_bucket.Bucket.arn}/*",
    },
  ],
  [
    "EventBridgeIntegration",
    (stack) =>
      new EventBridgeIntegration(new CloudwatchEventBus(stack, "Bus", { name: "orders" }), {
        source: "shop",
        detailType: "$input.params('id')",
      }),
    {
      uri: "events:action/PutEvents",
      template: `{"Entries": [{"Source": "shop", "DetailType": "$input.params('id')", "EventBusName": "\${aws_cloudwatch_event_bus.Bus.name}", "Detail": "${BODY}"}]}`,
      action: "events:PutEvents",
      resource: "${aws_cloudwatch_event_bus.Bus.arn}",
    },
  ],
  [
    "StepFunctionsIntegration",
    (stack) => new StepFunctionsIntegration(machineOf(stack), { action: "StartSyncExecution" }),
    {
      uri: "states:action/StartSyncExecution",
      template: `{"stateMachineArn": "\${aws_sfn_state_machine.Machine.arn}", "input": "${BODY}"}`,
      action: "states:StartSyncExecution",
      resource: "${aws_sfn_state_machine.Machine.arn}",
    },
  ],
  [
    "KinesisIntegration",
    (stack) => new KinesisIntegration(new KinesisStream(stack, "Stream", { name: "clicks" })),
    {
      uri: "kinesis:action/PutRecord",
      template:
        '{"StreamName": "${aws_kinesis_stream.Stream.name}", "Data": "$util.base64Encode($input.body)", "PartitionKey": "$context.requestId"}',
      action: "kinesis:PutRecord",
      resource: "${aws_kinesis_stream.Stream.arn}",
    },
  ],
])("%s has a role that allows only its call", (_, build, { action, resource, ...expected }) => {
  const { integration, uri, template, statements } = integrationOf(build);

  expect({ uri, template }).toEqual(expected);
  expect(statements).toEqual([{ Effect: "Allow", Action: [action], Resource: [resource] }]);
  expect(integration).toMatchObject({
    type: "aws",
    credentials: expect.stringMatching(/^\$\{aws_iam_role\..+\.arn\}$/),
    responses: { default: { statusCode: "200" }, "5\\d{2}": { statusCode: "500" } },
  });
});

const SSM: AwsIntegrationProps = {
  service: "ssm",
  action: "GetParameter",
  allow: { actions: ["ssm:GetParameter"], resources: ["arn:aws:ssm:eu-west-1:1:parameter/p"] },
};

test("AwsIntegration calls any service, with the given rights and region", () => {
  const { uri, integration, statements } = integrationOf(
    () => new AwsIntegration({ ...SSM, httpMethod: "GET", region: "us-west-2" }),
  );

  expect(uri).toBe("ssm:action/GetParameter");
  expect(integration).toMatchObject({
    httpMethod: "GET",
    uri: expect.stringContaining(":apigateway:us-west-2:ssm:"),
  });
  expect(statements).toEqual([
    {
      Effect: "Allow",
      Action: ["ssm:GetParameter"],
      Resource: ["arn:aws:ssm:eu-west-1:1:parameter/p"],
    },
  ]);
});

test.each<[string, object, string]>([
  ["neither action nor path", { action: undefined }, 'action and path of GET / is "neither"'],
  ["action and path", { path: "a" }, 'action and path of GET / is "both"'],
  ["a service in other letters", { service: "SSM" }, 'service of GET / is "SSM"'],
  ["no rights", { allow: undefined }, "allow of GET /"],
  ["an unknown method", { httpMethod: "ANY" }, 'httpMethod of GET / is "ANY"'],
])("AwsIntegration with %s is refused", (_, props, message) => {
  const { api } = restFixture();
  const integration = new AwsIntegration({ ...SSM, ...props } as AwsIntegrationProps);

  expect(messageOf(() => api.root.addMethod("GET", integration))).toContain(message);
});

test("a client gets the type of an object that it reads", () => {
  const { integration } = integrationOf(
    (stack) =>
      new S3Integration(new S3Bucket(stack, "Bucket", {}), {
        action: "GetObject",
        key: "method.request.path.id",
      }),
  );

  expect(integration.responses).toMatchObject({
    default: {
      responseParameters: {
        "method.response.header.Content-Type": "integration.response.header.Content-Type",
      },
    },
    "40[34]": { statusCode: "404" },
  });
});
