import { EventFixture } from "./support/event-fixture";
import { eventually } from "../../support/eventually";
import { SqsServer } from "./support/sqs-server";

const RESOURCES = {
  aws_sqs_queue: { jobs: { name: "jobs" } },
  aws_lambda_event_source_mapping: {
    jobs: {
      event_source_arn: "${aws_sqs_queue.jobs.arn}",
      function_name: "${aws_lambda_function.worker.arn}",
    },
  },
};

describe("the log of a batch that fails", () => {
  const queue = new SqsServer(300, 2);
  const fixture = new EventFixture(() => {
    throw new RangeError("too far");
  });
  afterAll(async () => {
    await fixture.close();
    await queue.close();
  });

  test("refers to the function's lines, and names the dead-letter queue at the last attempt", async () => {
    fixture.use(await queue.listen(), RESOURCES);
    queue.send(["x"]);

    await fixture.start();
    await eventually(() => queue.dead.length > 0);

    const failed = "the function failed (RangeError): see its log lines";
    const reasons = [...fixture.log.matchAll(/\(jobs → worker\): (.*)/g)].map(([, why]) => why);
    expect(reasons).toEqual([
      failed,
      `${failed}; the dead-letter queue dead gets 1 message, after 2 receives`,
    ]);
  });
});
