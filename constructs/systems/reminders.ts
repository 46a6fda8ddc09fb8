import type { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { Construct } from "constructs";
import { Duration } from "../core/duration";
import { physicalName } from "../core/physical-name";
import { Schedule, ScheduleEventSource, SqsEventSource } from "../event-sources";
import * as lambda from "../lambda";

/** Times that a message is tried before it goes to the dead-letter queue. */
const MAX_RECEIVES = 3;
const WORKER_TIMEOUT = Duration.seconds(10);
/** AWS recommends six times the timeout of the function. */
const VISIBILITY_SECONDS = 60;
/** The longest that SQS keeps a message: time to find out why it failed. */
const DEAD_LETTER_SECONDS = Duration.days(14).in("seconds");

/** At three o'clock UTC. */
const EVERY_NIGHT = Schedule.cron({ hour: "3" });

/** Props of `Reminders`. */
export interface RemindersProps {
  readonly table: DynamodbTable;
  readonly tracing: lambda.Tracing;
  readonly logRetention: Duration;
}

/**
 * A queue of notes to remind of, the worker that does it, the queue of what it couldn't do, and a
 * nightly function for notes that nobody changes.
 */
export class Reminders extends Construct {
  readonly queue: SqsQueue;
  readonly deadLetterQueue: SqsQueue;
  readonly worker: lambda.NodejsFunction;
  readonly nightly: lambda.NodejsFunction;

  constructor(scope: Construct, id: string, { table, tracing, logRetention }: RemindersProps) {
    super(scope, id);
    this.deadLetterQueue = new SqsQueue(this, "DeadLetterQueue", {
      name: physicalName(new Construct(this, "Failed"), 80),
      messageRetentionSeconds: DEAD_LETTER_SECONDS,
      sqsManagedSseEnabled: true,
    });
    this.queue = new SqsQueue(this, "Queue", {
      name: physicalName(this, 80),
      visibilityTimeoutSeconds: VISIBILITY_SECONDS,
      sqsManagedSseEnabled: true,
      redrivePolicy: JSON.stringify({
        deadLetterTargetArn: this.deadLetterQueue.arn,
        maxReceiveCount: MAX_RECEIVES,
      }),
    });
    this.worker = new lambda.NodejsFunction(this, "Worker", {
      entry: "lambda-src/notes/worker.ts",
      timeout: WORKER_TIMEOUT,
      memorySize: 256,
      environment: { TABLE_NAME: table.name },
      tracing,
      logRetention,
    });
    this.worker.addToRolePolicy({ actions: ["dynamodb:UpdateItem"], resources: [table.arn] });
    this.worker.addEventSource(new SqsEventSource(this.queue, { reportBatchItemFailures: true }));

    this.nightly = new lambda.NodejsFunction(this, "Nightly", {
      entry: "lambda-src/notes/nightly.ts",
      // Also lets monitoring find the queue, and alarm when a message is in it.
      deadLetterTargetArn: this.deadLetterQueue.arn,
      timeout: Duration.minutes(15),
      memorySize: 256,
      environment: { TABLE_NAME: table.name },
      tracing,
      logRetention,
    });
    this.nightly.addToRolePolicy({
      actions: ["dynamodb:Scan", "dynamodb:UpdateItem"],
      resources: [table.arn],
    });
    this.nightly.addEventSource(new ScheduleEventSource("EveryNight", EVERY_NIGHT));
  }
}
