import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import os, { tmpdir } from "node:os";
import path from "node:path";
import type { Runner } from "../../../local/runner/runner";
import { KnownHosts } from "../../../local/server/known-hosts";
import { Moto } from "../../../local/services/moto/moto";
import { MotoServer } from "../../../local/services/moto/moto-server";
import { describeWithMoto } from "../../support/moto";
import { RunnerFixture } from "../runner/support/runner-fixture";
import { PETS } from "./support";

/** Calls a service with boto3, as its event says, and responds with the output. */
const HANDLER = `
import boto3, json, os
def handler(event, context):
    call = json.loads(event["body"])
    client = boto3.client(call["service"])
    given = {k: os.environ.get(v[1:], "") if str(v).startswith("$") else v for k, v in call["input"].items()}
    try:
        output = getattr(client, call["method"])(**given)
    except client.exceptions.ClientError as error:
        return {"error": error.response["Error"]["Code"]}
    return json.loads(json.dumps(output, default=str))
`;

/** A resource of each type that the runner makes. */
const RESOURCES = {
  aws_dynamodb_table: {
    pets: { ...PETS, stream_enabled: true, stream_view_type: "NEW_AND_OLD_IMAGES" },
  },
  aws_sqs_queue: {
    jobs: {
      name: "jobs",
      visibility_timeout_seconds: 77,
      redrive_policy:
        "${jsonencode({deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 3})}",
    },
    dead: { name: "dead" },
    ordered: { name: "ordered.fifo", fifo_queue: true, content_based_deduplication: true },
  },
  aws_sns_topic: { news: { name: "news", display_name: "News" } },
  aws_sns_topic_subscription: {
    jobs: {
      topic_arn: "${aws_sns_topic.news.arn}",
      protocol: "sqs",
      endpoint: "${aws_sqs_queue.jobs.arn}",
      raw_message_delivery: true,
    },
  },
  aws_s3_bucket: { files: { bucket: "files" } },
  aws_ssm_parameter: { level: { name: "/app/level", type: "SecureString", value: "debug" } },
  aws_secretsmanager_secret: { db: { name: "app/db" } },
  aws_secretsmanager_secret_version: {
    db: { secret_id: "${aws_secretsmanager_secret.db.id}", secret_string: "s3cret" },
  },
};

const VARIABLES = {
  QUEUE_URL: "${aws_sqs_queue.jobs.url}",
  DEAD_URL: "${aws_sqs_queue.dead.url}",
  TOPIC_ARN: "${aws_sns_topic.news.arn}",
  SECRET_ARN: "${aws_secretsmanager_secret.db.arn}",
};

class MotoFixture extends RunnerFixture {
  constructor() {
    super();
    this.write({ fn: { timeout: 30, files: { "index.py": HANDLER } } });
    this.addResources(RESOURCES);
    this.setVariables("fn", VARIABLES);
  }

  async call(service: string, method: string, input: object = {}): Promise<unknown> {
    const body = JSON.stringify({ service, method, input });
    const response = await fetch(`${this.url("HTTP API")}/fn`, { method: "POST", body });
    return response.json();
  }
}

describeWithMoto("--aws-endpoint moto", () => {
  const fixture = new MotoFixture();
  let runner: Runner;
  beforeAll(async () => {
    runner = await fixture.start({ aws: { endpoints: "moto" } });
  });
  afterAll(() => fixture.close());

  test("lists the resources that it has created", () => {
    const [service] = runner.services;

    expect(service?.name).toBe("moto");
    expect(service?.resources.map(({ kind, name, state }) => `${kind} ${name} ${state}`)).toEqual([
      "table pets created",
      "queue jobs created",
      "queue dead created",
      "queue ordered.fifo created",
      "topic news created",
      "bucket files created",
      "parameter /app/level created",
      "secret app/db created",
    ]);
    expect(runner.warnings).not.toContainEqual(expect.stringContaining("moto"));
  });

  test.each([
    [
      "a queue's attributes",
      "sqs",
      "get_queue_attributes",
      { QueueUrl: "$QUEUE_URL", AttributeNames: ["All"] },
      {
        Attributes: {
          VisibilityTimeout: "77",
          RedrivePolicy: expect.stringContaining(":dead") as string,
        },
      },
    ],
    [
      "a FIFO queue",
      "sqs",
      "get_queue_url",
      { QueueName: "ordered.fifo" },
      { QueueUrl: expect.stringMatching(/ordered\.fifo$/) as string },
    ],
    [
      "a topic by its ARN",
      "sns",
      "get_topic_attributes",
      { TopicArn: "$TOPIC_ARN" },
      { Attributes: { DisplayName: "News" } },
    ],
    [
      "an object that it writes",
      "s3",
      "put_object",
      { Bucket: "files", Key: "a", Body: "x" },
      { ETag: expect.any(String) as string },
    ],
    [
      "a parameter",
      "ssm",
      "get_parameter",
      { Name: "/app/level", WithDecryption: true },
      { Parameter: { Value: "debug" } },
    ],
    [
      "a secret by the ARN that its variable has",
      "secretsmanager",
      "get_secret_value",
      { SecretId: "$SECRET_ARN" },
      { SecretString: "s3cret" },
    ],
    [
      "a table with its stream",
      "dynamodb",
      "describe_table",
      { TableName: "pets" },
      {
        Table: {
          StreamSpecification: { StreamEnabled: true },
          LocalSecondaryIndexes: [{ IndexName: "by_age" }],
        },
      },
    ],
  ])("lets a handler use %s", async (_, service, method, input, output) => {
    expect(await fixture.call(service, method, input)).toMatchObject(output);
  });

  test("passes a topic's messages to the queues that subscribe to it", async () => {
    await fixture.call("sns", "publish", { TopicArn: "$TOPIC_ARN", Message: "hello" });

    const received = await fixture.call("sqs", "receive_message", { QueueUrl: "$QUEUE_URL" });

    expect(received).toMatchObject({ Messages: [{ Body: "hello" }] });
  });

  test("makes what a reload adds, and leaves alone what exists", async () => {
    await fixture.call("ssm", "put_parameter", {
      Name: "/app/level",
      Value: "info",
      Overwrite: true,
    });
    fixture.addResources({
      aws_s3_bucket: { files: { bucket: "files" }, more: { bucket: "more" } },
    });

    await runner.reload();

    const { Parameter } = (await fixture.call("ssm", "get_parameter", {
      Name: "/app/level",
      WithDecryption: true,
    })) as { Parameter: object };
    expect(Parameter).toMatchObject({ Value: "info" });
    expect(runner.services[0]?.resources).toContainEqual({
      kind: "bucket",
      name: "more",
      state: "created",
    });
  });

  test("reports what it can't make by its address", async () => {
    fixture.addResources({ aws_s3_bucket: { bad: { bucket: "a" } } });

    await runner.reload();

    expect(runner.warnings).toContainEqual(
      expect.stringMatching(/^aws_s3_bucket\.bad: it isn't made in moto: .*bucket/i),
    );
  });
});

describeWithMoto("moto's server", () => {
  test("ends with the runner", async () => {
    const server = await MotoServer.start({ port: 0, accountId: "123456789012" });
    const connection = connect(server.socketPath);
    await once(connection, "connect");
    // It may be reset.
    connection.on("error", () => undefined);
    const ended = new Promise((resolve) => connection.once("close", resolve));

    await server.close();

    await ended;
    expect(existsSync(server.socketPath)).toBe(false);
  });
});

describe("--aws-endpoint moto on a port that is in use", () => {
  test("is refused", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    const access = { hosts: new KnownHosts(), log: { report: jest.fn() } };

    const start = Moto.start({ port, accountId: "123456789012", ...access });

    await expect(start).rejects.toThrow(`moto: port ${port} is in use. Give another first port`);
    other.close();
  });
});

describe("moto in a temporary folder with a long path", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "x".repeat(100)));
  beforeAll(() => {
    jest.spyOn(os, "tmpdir").mockReturnValue(folder);
  });
  afterAll(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  test("is refused with what to do", async () => {
    const start = MotoServer.start({ port: 0, accountId: "123456789012" });

    await expect(start).rejects.toThrow(
      /^moto can't be started: its socket .+\/moto has a path of \d+ bytes; allowed: 103\. Set TMPDIR/,
    );
  });
});

describe("--aws-endpoint moto without moto", () => {
  const fixture = new RunnerFixture();
  const { PATH } = process.env;
  beforeAll(() => {
    fixture.file("bin/python3", "#!/bin/sh\necho 'No module named moto' >&2\nexit 1\n");
    process.env.PATH = `${fixture.folder}/bin:${PATH}`;
  });
  afterAll(async () => {
    process.env.PATH = PATH;
    await fixture.close();
  });

  test("is refused with the command that installs it", async () => {
    const start = MotoServer.start({ port: 0, accountId: "123456789012" });

    await expect(start).rejects.toThrow(
      "moto can't be started: No module named moto. " +
        "Install it where python3 finds it: pip install 'moto[server]'",
    );
  });
});
