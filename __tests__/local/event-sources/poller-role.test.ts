import { declaredSources } from "../../../local/event-sources/declared-sources";
import { plainStack } from "../lambda/support/plain-stack";

const ROLE = "arn:aws:iam::123456789012:role/worker";
const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:jobs";
const TABLE_STREAM = "arn:aws:dynamodb:eu-west-1:123456789012:table/pets/stream/2026-01-01";
const READING = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"];

function warnings(resources: object, source = QUEUE): readonly string[] {
  const stack = plainStack("/", {
    "aws_iam_role.worker": { name: "worker", arn: ROLE, assume_role_policy: "{}" },
    "aws_lambda_function.worker": { function_name: "worker", role: ROLE },
    "aws_lambda_event_source_mapping.jobs": {
      event_source_arn: source,
      function_name: "worker:live",
      starting_position: "LATEST",
    },
    ...resources,
  });
  return declaredSources(stack).warnings;
}

const allowing = (Action: readonly string[], Resource: string) => ({
  "aws_iam_role_policy.worker": {
    role: "worker",
    policy: JSON.stringify({ Statement: [{ Effect: "Allow", Action, Resource }] }),
  },
});

test("a queue isn't polled if the function's role may not read it", () => {
  expect(warnings(allowing(["sqs:ReceiveMessage"], QUEUE))).toEqual([
    "aws_lambda_event_source_mapping.jobs: the function's role, aws_iam_role.worker, may not read " +
      `${QUEUE}: AWS refuses the mapping. Allow sqs:DeleteMessage, sqs:GetQueueAttributes. It is not served.`,
  ]);
});

test.each<[string, object]>([
  ["may read it", allowing(READING, QUEUE)],
  ["may read all queues", allowing(["sqs:*"], "*")],
  [
    "has AWS's policy for queues",
    {
      "aws_iam_role_policy_attachment.worker": {
        role: "worker",
        policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole",
      },
    },
  ],
  ["isn't in the stack", { "aws_iam_role.worker": { name: "x", arn: "arn:aws:iam::1:role/x" } }],
])("a queue is polled if the function's role %s", (_, resources) => {
  expect(warnings(resources)).toEqual([]);
});

test("a queue isn't polled by a role that may only write logs", () => {
  const policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole";
  const logs = { "aws_iam_role_policy_attachment.worker": { role: "worker", policy_arn } };

  expect(warnings(logs).join()).toContain("Allow sqs:ReceiveMessage, sqs:DeleteMessage");
});

test("the stream of a table isn't read if the function's role may only read the table", () => {
  const table = allowing(["dynamodb:GetItem"], TABLE_STREAM.replace(/\/stream.*/, ""));

  expect(warnings(table, TABLE_STREAM).join()).toContain(
    "Allow dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator",
  );
});
