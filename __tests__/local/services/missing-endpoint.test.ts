import { RunnerFixture } from "../runner/support/runner-fixture";
import { until } from "../lambda/support/processes";

const HANDLER = `
import boto3, json
def handler(event, context):
    call = json.loads(event["body"])
    try:
        getattr(boto3.client(call["service"]), call["method"])(**call["input"])
    except Exception as error:
        return {"name": type(error).__name__, "message": str(error)}
`;

describe("a handler's call to a service without an endpoint", () => {
  const fixture = new RunnerFixture();
  beforeAll(async () => {
    fixture.write({ fn: { timeout: 30, files: { "index.py": HANDLER } } });
    await fixture.start();
  });
  afterAll(() => fixture.close());

  test.each([
    [
      "sqs",
      "send_message",
      { QueueUrl: "https://sqs.us-east-1.amazonaws.com/1/q", MessageBody: "x" },
    ],
    ["sns", "publish", { TopicArn: "arn:aws:sns:us-east-1:123456789012:t", Message: "x" }],
    ["s3", "put_object", { Bucket: "b", Key: "k", Body: "x" }],
  ])("fails with a reason that names the options: %s", async (service, method, input) => {
    const body = JSON.stringify({ service, method, input });
    const response = await fetch(`${fixture.url("HTTP API")}/fn`, { method: "POST", body });

    const options = `--aws-endpoint moto, with --aws-endpoint ${service}=URL, or with --aws-profile`;
    expect(await response.json()).toEqual({
      name: "ClientError",
      message: expect.stringMatching(new RegExp(`NoLocalEndpoint.* ${options} NAME`)) as string,
    });
    await until(() => fixture.log.includes(`AWS | ${service} `) && fixture.log.includes(options));
  });
});

describe("functions with credentials of their own", () => {
  const fixture = new RunnerFixture();
  afterAll(() => fixture.close());

  test("call AWS itself", async () => {
    const files = { "index.py": "import os\ndef handler(event, context): return dict(os.environ)" };
    fixture.write({ fn: { timeout: 9, files } });
    await fixture.start({ functionEnvironment: { fn: { AWS_ACCESS_KEY_ID: "AKIDEXAMPLE" } } });

    const response = await fetch(`${fixture.url("HTTP API")}/fn`);

    expect(await response.json()).not.toHaveProperty("AWS_ENDPOINT_URL");
  });
});
