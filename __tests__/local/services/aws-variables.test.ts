import { writeFileIn } from "../../support/write-file";
import type { RunnerOptions } from "../../../local/runner/runner-options";
import type { AwsEndpoints } from "../../../local/services";
import { RunnerFixture } from "../runner/support/runner-fixture";
import { PETS } from "./support";

const HANDLER = "import os\ndef handler(event, context): return dict(os.environ)";
const LOCAL = "http://127.0.0.1:4566";

describe("the AWS variables of a handler", () => {
  let fixture: RunnerFixture;
  beforeEach(() => {
    fixture = new RunnerFixture();
    fixture.write({
      one: { timeout: 9, files: { "index.py": HANDLER } },
      other: { timeout: 9, files: { "index.py": HANDLER } },
    });
  });
  afterEach(() => fixture.close());

  async function variables(
    options: Partial<RunnerOptions>,
    name = "one",
  ): Promise<Record<string, string>> {
    await fixture.start(options);
    const response = await fetch(`${fixture.url("HTTP API")}/${name}`);
    return (await response.json()) as Record<string, string>;
  }

  test("have an endpoint for all services, except for the runner's Lambda", async () => {
    const found = await variables({ aws: { endpoints: { all: LOCAL, byService: {} } } });

    expect(found.AWS_ENDPOINT_URL).toBe(LOCAL);
    expect(found.AWS_ENDPOINT_URL_LAMBDA).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(found.AWS_ACCESS_KEY_ID).toBe("local");
  });

  test("have endpoints for single services, beside the embedded DynamoDB", async () => {
    fixture.addResources({ aws_dynamodb_table: { pets: PETS } });
    const byService = { sqs: LOCAL, secretsmanager: LOCAL };

    const found = await variables({ aws: { endpoints: { byService } } });

    expect(found).toMatchObject({
      AWS_ENDPOINT_URL_SQS: LOCAL,
      AWS_ENDPOINT_URL_SECRETS_MANAGER: LOCAL,
      AWS_ENDPOINT_URL_DYNAMODB: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
    });
    expect(found.AWS_ENDPOINT_URL).toBe(found.AWS_ENDPOINT_URL_LAMBDA);
  });

  describe("that are URLs of queues and buckets", () => {
    const QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/jobs";
    const BUCKET = "https://files.s3.us-east-1.amazonaws.com/a.txt";

    test("lead to the endpoint that refuses requests, because SDKs send them to a queue's host", async () => {
      fixture.setVariables("one", { QUEUE, BUCKET });

      const found = await variables({});

      expect(found.QUEUE).toBe(`${found.AWS_ENDPOINT_URL}/123456789012/jobs`);
      expect(found.BUCKET).toBe(`${found.AWS_ENDPOINT_URL}/files/a.txt`);
    });

    test("lead to the endpoint that the developer has set", async () => {
      fixture.setVariables("one", { QUEUE });

      const found = await variables({ environment: { AWS_ENDPOINT_URL_SQS: LOCAL } });

      expect(found.QUEUE).toBe(`${LOCAL}/123456789012/jobs`);
    });

    test("lead to AWS from a function with credentials", async () => {
      fixture.setVariables("one", { QUEUE, AWS_ACCESS_KEY_ID: "AKIDEXAMPLE" });

      const found = await variables({});

      expect(found.QUEUE).toBe(QUEUE);
    });
  });

  test.each<AwsEndpoints>([{ all: LOCAL, byService: {} }, { byService: { dynamodb: LOCAL } }])(
    "replace the embedded DynamoDB by %j",
    async (endpoints) => {
      fixture.addResources({ aws_dynamodb_table: { pets: PETS } });

      const { services } = await fixture.start({ aws: { endpoints } });

      expect(services).toEqual([]);
    },
  );

  test.each([
    ["one", "for one"],
    ["other", "for all"],
  ])("of %s are set %s function", async (name, expected) => {
    const environment = { STAGE: "for all" };
    const functionEnvironment = { one: { STAGE: "for one" } };

    const found = await variables({ environment, functionEnvironment }, name);

    expect(found.STAGE).toBe(expected);
  });

  test("are refused for a function that isn't in the stack", async () => {
    const start = fixture.start({ functionEnvironment: { none: { A: "1" } } });

    await expect(start).rejects.toThrow(
      "--env none: the stack has no such function. It has: one, other.",
    );
  });
});

describe("--aws-profile", () => {
  const before = { ...process.env };
  let fixture: RunnerFixture;
  beforeEach(() => {
    fixture = new RunnerFixture();
    fixture.write({ one: { timeout: 9, files: { "index.py": HANDLER } } });
    fixture.addResources({ aws_dynamodb_table: { pets: PETS } });
    process.env.AWS_CONFIG_FILE = fixture.file("aws/config", "");
    process.env.AWS_SHARED_CREDENTIALS_FILE = writeFileIn(
      fixture.folder,
      "aws/credentials",
      "[dev]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = example\n",
    );
  });
  afterEach(async () => {
    process.env = { ...before };
    await fixture.close();
  });

  test("hands the profile's credentials to handlers, with a warning, and embeds nothing", async () => {
    const runner = await fixture.start({ aws: { profile: "dev" } });

    const response = await fetch(`${fixture.url("HTTP API")}/one`);

    const found = (await response.json()) as Record<string, string>;
    expect(found).toMatchObject({
      AWS_ACCESS_KEY_ID: "AKIDEXAMPLE",
      AWS_SECRET_ACCESS_KEY: "example",
      AWS_SESSION_TOKEN: "",
    });
    expect(found).not.toHaveProperty("AWS_ENDPOINT_URL_DYNAMODB");
    expect(found).not.toHaveProperty("AWS_ENDPOINT_URL");
    expect(runner.warnings).toContainEqual(
      expect.stringMatching(
        /^--aws-profile: handlers and service integrations call AWS .* profile dev\./,
      ),
    );
  });

  test("is refused for a profile that doesn't exist", async () => {
    const start = fixture.start({ aws: { profile: "none" } });

    await expect(start).rejects.toThrow(/^--aws-profile none has no credentials: /);
  });

  test("is the only way in which the developer's profile reaches a handler", async () => {
    process.env.AWS_PROFILE = "dev";
    await fixture.start();

    const response = await fetch(`${fixture.url("HTTP API")}/one`);

    expect(await response.json()).toMatchObject({ AWS_ACCESS_KEY_ID: "local" });
  });
});
