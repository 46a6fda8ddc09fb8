import { readStack, resolveStack } from "../../../local/terraform";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileIn } from "../../support/write-file";

const RESOURCE = {
  aws_sqs_queue: { jobs: { name: "jobs" } },
  aws_s3_bucket: { files: { bucket: "files" } },
  aws_lambda_function: {
    fn: {
      environment: {
        variables: {
          queue: "${aws_sqs_queue.jobs.url}",
          bucket: "https://${aws_s3_bucket.files.bucket_regional_domain_name}/a",
          other: "https://sqs.example.com/1/jobs",
        },
      },
    },
  },
};
const ON_AWS = {
  queue: "https://sqs.us-east-1.amazonaws.com/123456789012/jobs",
  bucket: "https://files.s3.us-east-1.amazonaws.com/a",
  other: "https://sqs.example.com/1/jobs",
};

describe("URLs of queues and buckets", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "service-urls-"));
  beforeAll(() => writeFileIn(folder, "cdk.tf.json", JSON.stringify({ resource: RESOURCE })));
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ["without endpoints", {}, ON_AWS],
    [
      "of SQS",
      { sqs: "http://127.0.0.1:9324" },
      { ...ON_AWS, queue: "http://127.0.0.1:9324/123456789012/jobs" },
    ],
    [
      "of S3",
      { s3: "http://127.0.0.1:9000" },
      { ...ON_AWS, bucket: "http://127.0.0.1:9000/files/a" },
    ],
  ])("point to the endpoint %s", (_, urls: Readonly<Record<string, string>>, expected) => {
    const stack = resolveStack(readStack(folder), {
      apiUrl: () => "",
      serviceUrl: (service) => urls[service],
      environment: {},
    });

    const [fn] = stack.ofType("aws_lambda_function");

    expect(fn?.blocks("environment")[0]?.map("variables")).toEqual(expected);
  });
});
