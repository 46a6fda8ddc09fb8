import { deliver, readDeliveryTarget } from "../../../local/event-sources/delivery";
import type { AsyncRecord } from "../../../local/lambda";
import { LambdaServiceError } from "../../../local/lambda";
import { plainStack } from "../lambda/support/plain-stack";

const QUEUE = "arn:aws:sqs:eu-west-1:123456789012:jobs";
const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:worker";
const DEAD = "arn:aws:sqs:eu-west-1:123456789012:dead";
const RULE = "arn:aws:events:eu-west-1:123456789012:rule/orders";

function target(attributes: object) {
  const address = "aws_cloudwatch_event_target.orders";
  const [read] = plainStack("/", { [address]: { arn: QUEUE, ...attributes } }).ofType(
    "aws_cloudwatch_event_target",
  );
  if (!read) {
    throw new Error("the stack has the target");
  }
  return readDeliveryTarget(read);
}

describe("an event that can't be delivered to a target", () => {
  let attempts = 0;
  let dead: AsyncRecord[] = [];
  let failure: Error;
  beforeEach(() => {
    attempts = 0;
    dead = [];
    failure = new Error("connect ECONNREFUSED");
  });

  const services = {
    toFunction: () => attempt(),
    send: (record: AsyncRecord) =>
      record.target === DEAD ? Promise.resolve(void dead.push(record)) : attempt(),
  };
  const attempt = () => {
    attempts += 1;
    return Promise.reject(failure);
  };
  const delivered = (attributes: object, stopping = new AbortController().signal) =>
    deliver(
      {
        target: target(attributes),
        payload: '{"a":1}',
        event: '{"detail":{"a":1}}',
        origin: { RULE_ARN: RULE },
      },
      services,
      stopping,
    );
  const toDead = { dead_letter_config: [{ arn: DEAD }] };

  test("goes to the dead-letter queue after the retries, with the reason", async () => {
    const isEnded = await delivered({ ...toDead, retry_policy: [{ maximum_retry_attempts: 1 }] });

    expect({ isEnded, attempts }).toEqual({ isEnded: true, attempts: 2 });
    expect(dead).toMatchObject([
      {
        body: '{"detail":{"a":1}}',
        attributes: {
          RULE_ARN: RULE,
          TARGET_ARN: QUEUE,
          ERROR_CODE: "SDK_CLIENT_ERROR",
          ERROR_MESSAGE: "connect ECONNREFUSED",
          EXHAUSTED_RETRY_CONDITION: "MaximumRetryAttempts",
          RETRY_ATTEMPTS: "1",
        },
      },
    ]);
  });

  test("goes to the dead-letter queue when it is too old", async () => {
    await delivered({ ...toDead, retry_policy: [{ maximum_event_age_in_seconds: 0 }] });

    expect(dead).toMatchObject([
      { attributes: { EXHAUSTED_RETRY_CONDITION: "MaximumEventAgeInSeconds" } },
    ]);
  });

  test("goes there at once if the target is gone", async () => {
    failure = new LambdaServiceError("ResourceNotFoundException", 404, "Function not found");
    await delivered({ ...toDead, arn: FUNCTION });

    expect(attempts).toBe(1);
    expect(dead).toMatchObject([
      { attributes: { ERROR_CODE: "NO_RESOURCE", TARGET_ARN: FUNCTION } },
    ]);
  });

  test("is dropped without a dead-letter queue, with an error that names the target", async () => {
    const end = delivered({ retry_policy: [{ maximum_retry_attempts: 0 }] });

    await expect(end).rejects.toThrow(`the event for ${QUEUE} is dropped: connect ECONNREFUSED`);
  });

  test("is sent again later if the runner stops", async () => {
    expect(await delivered({}, AbortSignal.timeout(50))).toBe(false);
  });
});
