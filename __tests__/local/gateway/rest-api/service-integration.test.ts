import { withAws, type ServiceCall, type ServiceReply } from "../support/aws-stand-in";
import { FakeLog } from "../support/fake-log";
import { problemsOf } from "../support/problems";
import { gatewayOf, header, integrationOf, responseTo, text, type TestApi } from "./support/serve";

const ROLE = "arn:aws:iam::123456789012:role/caller";
const FORM = { "integration.request.header.Content-Type": "'application/x-www-form-urlencoded'" };
const SEND = "Action=SendMessage&MessageBody=$input.body";

interface Sent {
  readonly body?: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

function apiOf(uri: string, integration: object = {}): TestApi {
  const post = integrationOf({
    type: "aws",
    httpMethod: "POST",
    credentials: ROLE,
    uri: `arn:aws:apigateway:us-east-1:${uri}`,
    responses: { default: { statusCode: "200" } },
    ...integration,
  });
  return { paths: { "/{id}": { post } } };
}

/** The call that a POST causes, and the response to it. */
async function called(test: TestApi, sent: Sent = {}, reply: ServiceReply = { body: "{}" }) {
  const request = { method: "POST", path: "/7", ...sent };
  const { got, calls } = await withAws(reply, (aws) => responseTo({ ...test, aws }, request));
  const [call] = calls;
  return { got, call: call as ServiceCall };
}

const SENT_XML: ServiceReply = {
  type: "text/xml",
  body: '<?xml version="1.0"?><SendMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><SendMessageResult><MessageId>m1</MessageId><MD5OfMessageBody>abc</MD5OfMessageBody></SendMessageResult><ResponseMetadata><RequestId>r1</RequestId></ResponseMetadata></SendMessageResponse>',
};

function queueApi(template = SEND, more: object = {}, requestParameters: object = FORM): TestApi {
  return apiOf("sqs:path/111111111111/queue", {
    requestParameters,
    passthroughBehavior: "NEVER",
    requestTemplates: { "application/json": template },
    ...more,
  });
}

describe("Amazon SQS", () => {
  test("gets the form of the template, signed, at the queue's path", async () => {
    const { call } = await called(queueApi(), { body: '{"foo": "bar"}' }, SENT_XML);

    expect(call).toMatchObject({ service: "sqs", method: "POST", url: "/111111111111/queue" });
    expect(call.body).toBe('Action=SendMessage&MessageBody={"foo": "bar"}');
    expect(call.headers).toMatchObject({
      "content-type": "application/x-www-form-urlencoded",
      authorization: expect.stringContaining("/us-east-1/sqs/aws4_request"),
    });
  });

  test("has its error in the log, also where the mapping hides it", async () => {
    const log = new FakeLog();
    const reply = { status: 400, body: '{"__type":"QueueDoesNotExist","message":"No queue."}' };

    const { got } = await called({ ...queueApi(), log }, {}, reply);

    expect(got.status).toBe(200);
    expect(log.requests.map(({ reason }) => reason)).toEqual([
      "sqs responded 400 QueueDoesNotExist: No queue.",
    ]);
  });

  test("gets an empty object for a request without a body", async () => {
    const { call } = await called(queueApi(), {}, SENT_XML);

    expect(new URLSearchParams(call.body).get("MessageBody")).toBe("{}");
  });

  test.each(["body", "query"])(
    "responds with 400 to a message without a text in the %s, whatever the endpoint accepts",
    async (place) => {
      const responses = { "4\\d{2}": { statusCode: "400" } };
      const requestParameters = {
        ...FORM,
        ...(place === "query" && {
          "integration.request.querystring.Action": "'SendMessage'",
          "integration.request.querystring.MessageBody": "''",
        }),
      };
      const template = place === "body" ? "Action=SendMessage&MessageBody=" : " ";

      const { got } = await called(queueApi(template, { responses }, requestParameters));

      expect(got.status).toBe(400);
      expect(JSON.parse(text(got))).toMatchObject({
        Error: {
          Code: "MissingParameter",
          Message: "The request must contain the parameter MessageBody.",
        },
      });
    },
  );

  test("responds in JSON, with null for what the XML leaves out", async () => {
    const { got } = await called(queueApi(), {}, SENT_XML);

    expect(text(got)).toBe(
      '{"SendMessageResponse":{"ResponseMetadata":{"RequestId":"r1"},"SendMessageResult":{"MD5OfMessageAttributes":null,"MD5OfMessageBody":"abc","MD5OfMessageSystemAttributes":null,"MessageId":"m1","SequenceNumber":null}}}',
    );
    expect(header(got, "content-type")).toBe("application/json");
  });

  test("responds in XML to a mapped Accept that asks for it", async () => {
    const accept = { ...FORM, "integration.request.header.Accept": "'application/xml'" };

    const { got } = await called(queueApi(SEND, {}, accept), {}, SENT_XML);

    expect(text(got)).toContain("<MessageId>m1</MessageId>");
  });

  test("lists the messages that it has for a client", async () => {
    const reply = {
      type: "text/xml",
      body: "<ReceiveMessageResponse><ReceiveMessageResult><Message><Body>a</Body></Message><Message><Body>b</Body></Message></ReceiveMessageResult></ReceiveMessageResponse>",
    };

    const { got } = await called(queueApi("Action=ReceiveMessage"), {}, reply);

    expect(JSON.parse(text(got))).toEqual({
      ReceiveMessageResponse: {
        ReceiveMessageResult: { messages: [{ Body: "a" }, { Body: "b" }] },
      },
    });
  });

  test("has its errors selected by their status", async () => {
    const responses = { default: { statusCode: "200" }, "4\\d{2}": { statusCode: "502" } };
    const reply = {
      status: 403,
      type: "text/xml",
      body: "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code></Error><RequestId>r</RequestId></ErrorResponse>",
    };

    const { got } = await called(queueApi(SEND, { responses }), {}, reply);

    expect([got.status, text(got)]).toEqual([
      502,
      '{"Error":{"Code":"AccessDenied","Type":"Sender"},"RequestId":"r"}',
    ]);
  });
});

test.each([
  ["dynamodb:action/PutItem", "DynamoDB_20120810.PutItem", "1.0"],
  ["kinesis:action/PutRecords", "Kinesis_20131202.PutRecords", "1.1"],
  ["states:action/DeleteStateMachine", "AWSStepFunctions.DeleteStateMachine", "1.0"],
  ["events:action/PutEvents", "AWSEvents.PutEvents", "1.1"],
])("%s is called by its target, with the template's JSON", async (uri, target, version) => {
  const template = '{"id": "$input.params(\'id\')", "q": "$input.params(\'q\')"}';
  const test = apiOf(uri, { requestTemplates: { "application/json": template } });

  const { call, got } = await called(test, { query: "q=test%203" });

  expect([call.method, call.url, call.body]).toEqual(["POST", "/", '{"id": "7", "q": "test 3"}']);
  expect(call.headers).toMatchObject({
    "x-amz-target": target,
    "content-type": `application/x-amz-json-${version}`,
  });
  expect([got.status, text(got), header(got, "content-type")]).toEqual([
    200,
    "{}",
    "application/json",
  ]);
  expect(header(got, "x-amzn-trace-id")).toMatch(/^Root=/);
});

test("an action of a service with an older API becomes a query, with its version", async () => {
  const requestParameters = {
    "integration.request.querystring.Message": "'a & b'",
    "integration.request.querystring.TopicArn": "method.request.path.id",
  };
  const reply = {
    type: "text/xml",
    body: "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>",
  };

  const { call, got } = await called(apiOf("sns:action/Publish", { requestParameters }), {}, reply);

  expect(call.url).toBe("/?Action=Publish&Version=2010-03-31&Message=a%20%26%20b&TopicArn=7");
  expect(JSON.parse(text(got))).toEqual({
    PublishResponse: { PublishResult: { MessageId: "m", SequenceNumber: null } },
  });
});

test("a header that the request template overrides replaces API Gateway's own", async () => {
  const template =
    '#set($context.requestOverride.header.X-Amz-Target = "AWSEvents.PutEvents")$input.json("$")';
  const test = apiOf("events:path//", { requestTemplates: { "application/json": template } });

  const { call } = await called(test, { body: '{"a":1}' });

  expect([call.url, call.headers["x-amz-target"], call.body]).toEqual([
    "/",
    "AWSEvents.PutEvents",
    '{"a":1}',
  ]);
});

test("Amazon S3 gets bytes at the mapped path, and its XML stays XML", async () => {
  const test = apiOf("s3:path/{bucket}/{key}", {
    httpMethod: "PUT",
    requestParameters: {
      "integration.request.path.bucket": "'photos'",
      "integration.request.path.key": "method.request.path.id",
    },
  });
  const reply = { status: 404, type: "application/xml", body: "<Error/>" };
  const headers = { "Content-Type": "image/png" };
  const api = { binary_media_types: ["image/png"] };

  const { call, got } = await called({ ...test, api }, { body: "x", headers }, reply);

  expect([call.service, call.method, call.url]).toEqual(["s3", "PUT", "/photos/7"]);
  expect(call.headers["content-type"]).toBe("image/png");
  expect(text(got)).toBe("<Error/>");
});

test("the subdomain of a URI is the bucket", async () => {
  const { call } = await called(apiOf("photos.s3:path/a.png", { httpMethod: "GET" }));

  expect([call.service, call.method, call.url]).toEqual(["s3", "GET", "/photos/a.png"]);
});

test("a service without a role is an internal error, and isn't called", async () => {
  const { got, call } = await called(apiOf("sns:action/Publish", { credentials: undefined }));

  expect([got.status, text(got)]).toEqual([500, '{"message": "Internal server error"}']);
  expect(call).toBeUndefined();
});

test("a service that nothing provides gets 501", async () => {
  const got = await responseTo(apiOf("sns:action/Publish"), { method: "POST", path: "/7" });

  expect([got.status, text(got)]).toEqual([501, expect.stringContaining("--aws-endpoint")]);
});

test("the table of routes marks a service that nothing provides", () => {
  const [route] = gatewayOf(apiOf("sns:action/Publish")).routes;

  expect(route?.unservable).toMatch(/^aws_api_gateway_rest_api\.api .*--aws-endpoint moto$/);
});

test("a uri that names no service is refused", () => {
  const [problem = ""] = problemsOf(gatewayOf(apiOf("sqs")));

  expect(problem).toContain('uri is "arn:aws:apigateway:us-east-1:sqs"');
});

test("the table of routes names the service", () => {
  const [route] = gatewayOf(queueApi()).routes;

  expect(route?.target).toBe("sqs:path/111111111111/queue");
});
