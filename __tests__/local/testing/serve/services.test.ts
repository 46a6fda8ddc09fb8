import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { serve } from "../../../../local/testing";
import { environment, nodeFunction } from "../../../served/support/stack";
import { withServer } from "../../../support/loopback-server";
import { writeFileIn } from "../../../support/write-file";

const QUEUE_URL = "https://sqs.eu-west-1.amazonaws.com/123456789012/jobs";

describe("a served stack that calls others", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "serve-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (integration: object, resources: object = {}): void => {
    const api_id = "${aws_apigatewayv2_api.api.id}";
    const target = "integrations/${aws_apigatewayv2_integration.one.id}";
    const resource = {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_stage: { stage: { api_id, name: "$default", auto_deploy: true } },
      aws_apigatewayv2_integration: { one: { api_id, ...integration } },
      aws_apigatewayv2_route: { one: { api_id, route_key: "POST /jobs", target } },
      ...resources,
    };
    const provider = { aws: [{ region: "eu-west-1" }] };
    writeFileIn(folder, "cdk.tf.json", JSON.stringify({ provider, resource }));
  };

  test("sends the requests of private integrations to the upstream of their target", async () => {
    write(
      {
        integration_type: "HTTP_PROXY",
        integration_method: "POST",
        integration_uri: "${aws_lb_listener.web.arn}",
        connection_type: "VPC_LINK",
        connection_id: "${aws_apigatewayv2_vpc_link.link.id}",
        payload_format_version: "1.0",
      },
      {
        aws_apigatewayv2_vpc_link: { link: { name: "link" } },
        aws_lb_listener: { web: { port: 80 } },
      },
    );
    await using api = await serve(folder, {
      targets: { "aws_lb_listener.web": "http://jobs.internal" },
      upstreams: { "http://jobs.internal": ({ url }) => new Response(url) },
    });

    const response = await api.fetch("POST /jobs");

    expect(await response.text()).toBe("http://jobs.internal/jobs");
  });

  test("calls AWS services at their endpoints", async () => {
    const role = "arn:aws:iam::123456789012:role/sender";
    write({
      integration_type: "AWS_PROXY",
      integration_subtype: "SQS-SendMessage",
      credentials_arn: role,
      payload_format_version: "1.0",
      request_parameters: { QueueUrl: QUEUE_URL, MessageBody: "$request.body" },
    });
    const calls: string[] = [];

    await withServer(
      (request, response) => {
        calls.push(`${request.method} ${request.url}`);
        response.end('{"MessageId":"m-1","MD5OfMessageBody":""}');
      },
      async (sqs) => {
        await using api = await serve(folder, { awsEndpoints: { sqs } });
        await api.fetch("POST /jobs", { body: "hello" });
      },
    );

    expect(calls).toEqual(["POST /123456789012/jobs"]);
  });

  test("names the option of serve() where an integration has no endpoint", async () => {
    write({
      integration_type: "AWS_PROXY",
      integration_subtype: "SQS-SendMessage",
      credentials_arn: "arn:aws:iam::123456789012:role/sender",
      payload_format_version: "1.0",
      request_parameters: { QueueUrl: QUEUE_URL, MessageBody: "$request.body" },
    });
    await using api = await serve(folder);

    const response = await api.fetch("POST /jobs", { body: "hello" });

    expect(await response.text()).toContain(
      'nothing on this machine provides. Pass one to serve(): awsEndpoints: { \\"sqs\\": URL }.',
    );
  });
});

const SENDER = `
const authorization = "AWS4-HMAC-SHA256 Credential=a/20260101/eu-west-1/sqs/aws4_request";
exports.handler = async () => {
  const response = await fetch(process.env.AWS_ENDPOINT_URL, {
    method: "POST",
    headers: { authorization, "x-amz-target": "AmazonSQS.SendMessage" },
  });
  return response.json();
};`;

test("names the option of serve() where a function calls a service without an endpoint", async () => {
  const stack = environment();
  nodeFunction(stack, "Sender", SENDER);
  await using api = await serve(stack);

  expect(await api.invoke("Sender")).toEqual({
    __type: "NoLocalEndpoint",
    message:
      'the local runner has no endpoint for sqs. Pass one to serve(): awsEndpoints: { "sqs": URL }.',
  });
});
