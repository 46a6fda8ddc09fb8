import type { Runner } from "../../../local/runner/runner";
import { describeWithMoto } from "../../support/moto";
import { eventually } from "../../support/eventually";
import { RunnerFixture } from "../runner/support/runner-fixture";
import { PETS } from "./support";

const HANDLER = `
import boto3, json, os
def handler(event, context):
    if "Records" in event:
        print("worked on " + event["Records"][0]["body"])
        return
    return boto3.client("sqs").send_message(QueueUrl=os.environ["QUEUE_URL"], MessageBody="a job")["MessageId"]
`;

const RESOURCES = {
  aws_dynamodb_table: { pets: PETS },
  aws_sqs_queue: { jobs: { name: "jobs" } },
  aws_sns_topic: { news: { name: "news" } },
  aws_sns_topic_subscription: {
    news: {
      topic_arn: "${aws_sns_topic.news.arn}",
      protocol: "lambda",
      endpoint: "${aws_lambda_function.fn.arn}",
    },
  },
  aws_lambda_event_source_mapping: {
    jobs: {
      event_source_arn: "${aws_sqs_queue.jobs.arn}",
      function_name: "${aws_lambda_function.fn.arn}",
    },
  },
};

function fixtureWithQueue(): RunnerFixture {
  const fixture = new RunnerFixture();
  fixture.write({ fn: { timeout: 20, files: { "index.py": HANDLER } } });
  fixture.addResources(RESOURCES);
  fixture.setVariables("fn", { QUEUE_URL: "${aws_sqs_queue.jobs.url}" });
  return fixture;
}

function start(fixture: RunnerFixture): Promise<Runner> {
  return fixture.start({ aws: { motoPython: Promise.resolve("python3") } });
}

const motoOf = ({ services }: Runner) => services.find(({ name }) => name === "moto");

describeWithMoto("moto in the background", () => {
  const fixture = fixtureWithQueue();
  let runner: Runner;
  beforeAll(async () => {
    runner = await start(fixture);
  });
  afterAll(() => fixture.close());

  test("is listed with the resources that the embedded DynamoDB doesn't have", () => {
    const listed = runner.services.map(({ name, resources }) => [
      name,
      ...resources.map((resource) => `${resource.name} ${resource.state}`),
    ]);

    expect(listed).toEqual([
      ["DynamoDB", "pets created"],
      ["moto", "jobs in the background", "news in the background"],
    ]);
  });

  test("takes a handler's call that is made before it has started, and the queue's worker gets it", async () => {
    const response = await fetch(`${fixture.url("HTTP API")}/fn`);

    expect(await response.text()).toMatch(/^[\da-f-]{36}$/);
    await eventually(() => fixture.log.includes("worked on a job"));
    expect(await motoOf(runner)?.isReady).toBe(true);
  });
});

describe("with a moto that doesn't get ready", () => {
  const fixture = fixtureWithQueue();
  const { PATH } = process.env;
  beforeAll(() => {
    fixture.file("bin/python3", "#!/bin/sh\nexec sleep 60\n");
    process.env.PATH = `${fixture.folder}/bin:${PATH}`;
  });
  afterAll(() => {
    process.env.PATH = PATH;
  });

  test("the runner starts and ends without waiting for it", async () => {
    const runner = await start(fixture);
    const { services } = runner;
    const isReady = motoOf(runner)?.isReady;

    await fixture.close();

    expect(await isReady).toBe(false);
    expect(services.map(({ name }) => name)).toContain("moto");
    expect(fixture.log).not.toContain("moto can't be started");
  });
});

describe("with a moto that fails", () => {
  const fixture = fixtureWithQueue();
  const { PATH } = process.env;
  beforeAll(() => {
    fixture.file("bin/python3", "#!/bin/sh\necho 'no flask' >&2\nexit 1\n");
    process.env.PATH = `${fixture.folder}/bin:${PATH}`;
  });
  afterAll(async () => {
    process.env.PATH = PATH;
    await fixture.close();
  });

  test("the reason is logged", async () => {
    const runner = await start(fixture);

    expect(await motoOf(runner)?.isReady).toBe(false);
    await eventually(() => fixture.log.includes("moto"));
    expect(fixture.log).toContain("moto can't be started: no flask. Install it where python3");
  });
});

describe("moto isn't started", () => {
  test.each([
    ["where it isn't installed", { motoPython: Promise.resolve(undefined) }, {}],
    [
      "beside a chosen endpoint",
      { motoPython: Promise.resolve("python3"), endpoints: { byService: {} } },
      {},
    ],
    [
      "if the --env-file has an endpoint",
      { motoPython: Promise.resolve("python3") },
      { AWS_ENDPOINT_URL: "http://127.0.0.1:9" },
    ],
  ])("%s, and the hint names the options", async (_, aws, environment) => {
    const fixture = fixtureWithQueue();

    const { services, warnings } = await fixture.start({ aws, environment });

    expect(services.map(({ name }) => name)).not.toContain("moto");
    expect(warnings.join()).toContain("no endpoint for sqs is known");
    await fixture.close();
  });

  test("for a stack that only has tables", async () => {
    const fixture = new RunnerFixture();
    fixture.write({ fn: { files: { "index.py": HANDLER } } });
    fixture.addResources({ aws_dynamodb_table: { pets: PETS } });

    const { services } = await start(fixture);

    expect(services.map(({ name }) => name)).toEqual(["DynamoDB"]);
    await fixture.close();
  });
});
