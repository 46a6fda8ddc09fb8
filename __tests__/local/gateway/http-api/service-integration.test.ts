import type { PlainResources } from "../../lambda/support/plain-stack";
import { withAws, type ServiceCall, type ServiceReply } from "../support/aws-stand-in";
import { FakeLog } from "../support/fake-log";
import { problemsOf } from "../support/problems";
import { header, text } from "../support/response";
import { gatewayOf, responseTo, type TestApi } from "./support/http-api";

const ROLE = "arn:aws:iam::123456789012:role/caller";
const QUEUE = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders";

type Block = PlainResources[string];

function apiOf(subtype: string, parameters: Block, more: Block = {}): TestApi {
  return {
    routeKey: "POST /{id}",
    integration: {
      integration_subtype: subtype,
      integration_uri: null,
      payload_format_version: "1.0",
      credentials_arn: ROLE,
      request_parameters: parameters,
      ...more,
    },
  };
}

const JSON_REPLY: ServiceReply = { body: "{}" };

/** The call that a request with this body causes, and the response to it. */
async function called(test: TestApi, body = "", reply = JSON_REPLY) {
  const request = { method: "POST", path: "/7?q=a%20b", body };
  const { got, calls } = await withAws(reply, (aws) => responseTo({ ...test, aws }, request));
  const [call] = calls;
  return { got, call: call as ServiceCall };
}

const BODY = '{"id":7,"name":"x","data":"eA==","tags":["a"]}';

test("SQS-SendMessage sends a signed form and passes the XML response on", async () => {
  const test = apiOf("SQS-SendMessage", {
    QueueUrl: QUEUE,
    MessageBody: "$request.body",
    MessageAttributes:
      '{"id":{"DataType":"String","StringValue":"$${request.path.id}"},"n":{"DataType":"Number","StringValue":"1"}}',
    MessageGroupId: "$request.querystring.q",
  });
  const reply = { type: "text/xml", body: "<SendMessageResponse/>" };

  const { call, got } = await called(test, BODY, reply);

  expect(call).toMatchObject({ service: "sqs", method: "POST", url: "/123456789012/orders" });
  expect(call.headers).toMatchObject({
    "content-type": "application/x-www-form-urlencoded",
    authorization: expect.stringMatching(
      /^AWS4-HMAC-SHA256 Credential=key\/\d{8}\/eu-west-1\/sqs\/aws4_request/,
    ),
  });
  expect(Object.fromEntries(new URLSearchParams(call.body))).toEqual({
    Action: "SendMessage",
    Version: "2012-11-05",
    QueueUrl: QUEUE,
    MessageBody: BODY,
    "MessageAttribute.1.Name": "id",
    "MessageAttribute.1.Value.DataType": "String",
    "MessageAttribute.1.Value.StringValue": "7",
    "MessageAttribute.2.Name": "n",
    "MessageAttribute.2.Value.DataType": "Number",
    "MessageAttribute.2.Value.StringValue": "1",
    MessageGroupId: "a b",
  });
  expect([got.status, text(got), header(got, "content-type")]).toEqual([
    200,
    "<SendMessageResponse/>",
    "text/xml",
  ]);
  expect(header(got, "server")).toBeUndefined();
});

test.each(["$request.body", "$request.header.none"])(
  "SQS-SendMessage without a text gets the error of SQS, whatever the endpoint accepts: %s",
  async (MessageBody) => {
    const log = new FakeLog();
    const test = { ...apiOf("SQS-SendMessage", { QueueUrl: QUEUE, MessageBody }), log };

    const { call, got } = await called(test);

    expect(call).toBeUndefined();
    expect([got.status, header(got, "content-type")]).toEqual([400, "text/xml"]);
    const error =
      "<Error><Type>Sender</Type><Code>MissingParameter</Code>" +
      "<Message>The request must contain the parameter MessageBody.</Message><Detail/></Error>";
    expect(text(got)).toContain(`${error}<RequestId>${header(got, "x-amzn-requestid")}<`);
    expect(log.requests).toMatchObject([
      {
        reason:
          "sqs responded 400 MissingParameter: The request must contain the parameter MessageBody.",
      },
    ]);
  },
);

test.each<[string, Block, object]>([
  [
    "SQS-ReceiveMessage",
    { QueueUrl: QUEUE, AttributeNames: '["All"]', WaitTimeSeconds: "2" },
    { Action: "ReceiveMessage", "AttributeName.1": "All", WaitTimeSeconds: "2" },
  ],
  [
    "SQS-DeleteMessage",
    { QueueUrl: QUEUE, ReceiptHandle: "$request.body.name" },
    { Action: "DeleteMessage", ReceiptHandle: "x" },
  ],
  ["SQS-PurgeQueue", { QueueUrl: QUEUE }, { Action: "PurgeQueue", QueueUrl: QUEUE }],
])("%s sends its form", async (subtype, parameters, form) => {
  const { call } = await called(apiOf(subtype, parameters), BODY);

  expect(Object.fromEntries(new URLSearchParams(call.body))).toMatchObject(form);
});

const MACHINE = "arn:aws:states:eu-west-1:123456789012:stateMachine:m";

test.each<[string, Block, string, object]>([
  [
    "EventBridge-PutEvents",
    {
      Detail: "$request.body",
      DetailType: "order",
      Source: "shop",
      Time: "2026-01-31T12:00:00Z",
      Resources: "$request.body.tags",
    },
    "AWSEvents.PutEvents",
    {
      Entries: [
        {
          Detail: BODY,
          DetailType: "order",
          Source: "shop",
          Time: 1_769_860_800,
          Resources: ["a"],
        },
      ],
    },
  ],
  [
    "Kinesis-PutRecord",
    { StreamName: "s", Data: "$request.body.data", PartitionKey: "$request.path.id" },
    "Kinesis_20131202.PutRecord",
    { StreamName: "s", Data: "eA==", PartitionKey: "7" },
  ],
  [
    "StepFunctions-StartExecution",
    { StateMachineArn: MACHINE, Input: "$request.body" },
    "AWSStepFunctions.StartExecution",
    { stateMachineArn: MACHINE, input: BODY },
  ],
  [
    "StepFunctions-StartSyncExecution",
    { StateMachineArn: MACHINE, Name: "run-$${request.path.id}" },
    "AWSStepFunctions.StartSyncExecution",
    { stateMachineArn: MACHINE, name: "run-7" },
  ],
  [
    "StepFunctions-StopExecution",
    { ExecutionArn: "arn:e", Cause: "$request.header.none" },
    "AWSStepFunctions.StopExecution",
    { executionArn: "arn:e" },
  ],
])("%s sends its JSON, without parameters whose source is missing", async (...args) => {
  const [subtype, parameters, target, input] = args;

  const { call } = await called(apiOf(subtype, parameters), BODY);

  expect(call.headers["x-amz-target"]).toBe(target);
  expect(call.headers["content-type"]).toMatch(/^application\/x-amz-json-1\.[01]$/);
  expect(JSON.parse(call.body)).toEqual(input);
});

test("AppConfig-GetConfiguration asks for the configuration by its path", async () => {
  const parameters = {
    Application: "a b",
    Environment: "prod",
    Configuration: "flags",
    ClientId: "$request.path.id",
  };

  const { call } = await called(apiOf("AppConfig-GetConfiguration", parameters));

  expect([call.service, call.method, call.url]).toEqual([
    "appconfig",
    "GET",
    "/applications/a%20b/environments/prod/configurations/flags?client_id=7",
  ]);
});

test("an error of the service is passed on, and can be mapped", async () => {
  const test = apiOf(
    "Kinesis-PutRecord",
    { StreamName: "s", Data: "x", PartitionKey: "p" },
    {
      response_parameters: [{ status_code: "400", mappings: { "overwrite:statuscode": "422" } }],
    },
  );
  const reply = { status: 400, body: '{"__type":"SerializationException"}' };

  const { got } = await called(test, "", reply);

  expect([got.status, text(got)]).toEqual([422, reply.body]);
});

test("the parameter Region decides where the service is called", async () => {
  const test = apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE, Region: "us-west-2" });

  const { call } = await called(test);

  expect(call.headers.authorization).toContain("/us-west-2/sqs/");
  expect(call.body).not.toContain("Region");
});

test("a list that isn't JSON is a bad request", async () => {
  const parameters = {
    Detail: "{}",
    DetailType: "t",
    Source: "s",
    Resources: "$request.body.name",
  };

  const { got } = await called(apiOf("EventBridge-PutEvents", parameters), BODY);

  expect(got.status).toBe(400);
});

test("a service that nothing provides gets 501, and the reason names the option", async () => {
  const got = await responseTo(apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE }), {
    method: "POST",
    path: "/7",
  });

  expect(got.status).toBe(501);
  expect(text(got)).toContain("the integration calls sqs");
  expect(text(got)).toContain("--aws-endpoint");
});

test("the table of routes marks a service that nothing provides", () => {
  const [route] = gatewayOf(apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE })).routes;

  expect(route?.unservable).toMatch(/^aws_apigatewayv2_integration\.\w+: .*--aws-endpoint/);
});

test("a role that API Gateway can't assume is an internal error", async () => {
  const trust = { Statement: { Effect: "Deny", Principal: "*", Action: "sts:AssumeRole" } };
  const resources: PlainResources = {
    "aws_iam_role.caller": { arn: ROLE, assume_role_policy: JSON.stringify(trust) },
  };

  const { got, call } = await called({
    ...apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE }),
    resources,
  });

  expect([got.status, text(got)]).toEqual([500, '{"message":"Internal Server Error"}']);
  expect(call).toBeUndefined();
});

test.each<[string, ServiceReply, string]>([
  [
    "JSON",
    {
      status: 400,
      body: '{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"No queue.\\nauthorization:x"}',
    },
    "sqs responded 400 QueueDoesNotExist: No queue.",
  ],
  [
    "XML",
    {
      status: 403,
      type: "text/xml",
      body: "<E><Error><Code>AccessDenied</Code><Message>No.</Message></Error></E>",
    },
    "sqs responded 403 AccessDenied: No.",
  ],
  ["plain text", { status: 500, body: "down" }, "sqs responded 500"],
])("a service's error in %s is the reason in the log", async (_, reply, reason) => {
  const log = new FakeLog();

  const { got } = await called({ ...apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE }), log }, "", reply);

  expect(got.status).toBe(reply.status);
  expect(text(got)).toBe(reply.body);
  expect(log.requests.map(({ reason: logged }) => logged)).toEqual([reason]);
});

test("a service whose resources moto doesn't run is not served, and listed so", async () => {
  const start = apiOf("StepFunctions-StartExecution", { StateMachineArn: "arn:x" });
  const reason = expect.stringContaining("state machines don't run locally");

  const { got, calls } = await withAws(JSON_REPLY, async (endpoints) => {
    const test = { ...start, aws: { ...endpoints, isMoto: true } };
    const [route] = gatewayOf(test).routes;
    const response = await responseTo(test, { method: "POST", path: "/7" });
    return { route, status: response.status };
  });

  expect(got).toEqual({ route: expect.objectContaining({ unservable: reason }), status: 501 });
  expect(calls).toEqual([]);
});

test.each<[string, TestApi, string]>([
  [
    "a subtype that doesn't exist",
    apiOf("SQS-Nothing", {}),
    'integration_subtype is "SQS-Nothing"',
  ],
  [
    "a parameter that the action doesn't have",
    apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE, Body: "x" }),
    'request_parameters is "Body". Use QueueUrl, Region.',
  ],
  [
    "a missing parameter",
    apiOf("SQS-SendMessage", { QueueUrl: QUEUE }),
    'request_parameters is "QueueUrl". Add MessageBody.',
  ],
  [
    "no role",
    apiOf("SQS-PurgeQueue", { QueueUrl: QUEUE }, { credentials_arn: null }),
    "credentials_arn",
  ],
])("%s is refused by the address of the integration", (_, test, problem) => {
  const [line = ""] = problemsOf(gatewayOf(test));

  expect(line).toContain("aws_apigatewayv2_integration.integration: ");
  expect(line).toContain(problem);
});
