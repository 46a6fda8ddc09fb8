import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { FunctionStub } from "../../../../local/lambda";
import { Runner } from "../../../../local/runner/runner";
import type { RunnerOptions } from "../../../../local/runner/runner-options";
import { AwsClient } from "../../../../local/services";
import { makeResources } from "../../../../local/services/moto/make-resources";
import { readStack, resolveStack } from "../../../../local/terraform";
import { writeFileIn } from "../../../support/write-file";
import { startMoto } from "../../../terraform/support/moto";
import { logTo } from "../../support/log-destination";

export const REGION = "us-east-1";
export const ACCOUNT = "123456789012";

type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

/** The function `worker`, and resources at a moto server. */
export class EventFixture {
  log = "";
  readonly folder = mkdtempSync(path.join(tmpdir(), "events-test-"));
  private stopMoto: () => void = () => undefined;
  private runner: Runner | undefined;
  private endpoint = "";
  readonly client = new AwsClient(() => this.endpoint);

  /** @param worker a handler in the test's process, or code that runs in its own */
  constructor(private readonly worker: FunctionStub | string) {}

  /** Starts moto with the resources in it. */
  async startMoto(resources: Resources): Promise<void> {
    const { port, stop } = await startMoto();
    this.stopMoto = stop;
    this.endpoint = `http://127.0.0.1:${port}`;
    this.write(resources);
    const stack = resolveStack(readStack(this.folder), { apiUrl: () => "", environment: {} });
    const { warnings } = await makeResources(this.client, stack);
    expect(warnings).toEqual([]);
  }

  /** Uses a server that has the resources already. */
  use(endpoint: string, resources: Resources): void {
    this.endpoint = endpoint;
    this.write(resources);
  }

  /** Writes the stack: the function and these resources. */
  write(resources: Resources): void {
    const worker = {
      function_name: "worker",
      runtime: "nodejs22.x",
      handler: "index.handler",
      role: `arn:aws:iam::${ACCOUNT}:role/r`,
      filename: "${data.archive_file.worker.output_path}",
      ...resources.aws_lambda_function?.worker,
    };
    const provider = { aws: [{ region: REGION }] };
    const functions = { ...resources.aws_lambda_function, worker };
    const resource = { ...resources, aws_lambda_function: functions };
    const archive = { type: "zip", source_dir: "worker", output_path: "worker.zip" };
    const data = { archive_file: { worker: archive } };
    writeFileIn(this.folder, "cdk.tf.json", JSON.stringify({ provider, data, resource }));
    writeFileIn(this.folder, "worker/index.js", typeof this.worker === "string" ? this.worker : "");
  }

  /** @param options.keepsData whether the runner has `--data-dir` */
  async start(
    options: Pick<RunnerOptions, "stop"> & {
      readonly hasEndpoint?: boolean;
      readonly keepsData?: boolean;
    } = {},
  ): Promise<Runner> {
    const { hasEndpoint = true, keepsData = false, stop } = options;
    const { worker: stub } = this;
    this.runner = await Runner.start(this.folder, {
      port: 0,
      log: logTo((text) => (this.log += text)),
      isPublished: false,
      stop,
      overrides: typeof stub === "string" ? {} : { "aws_lambda_function.worker": { stub } },
      aws: {
        ...(hasEndpoint && { endpoints: { all: this.endpoint, byService: {} } }),
        ...(keepsData && { dataFolder: path.join(this.folder, "data") }),
      },
    });
    return this.runner;
  }

  /** Stops the runner; moto goes on. */
  async stop(): Promise<void> {
    await this.runner?.close();
    this.runner = undefined;
  }

  async close(): Promise<void> {
    await this.stop();
    this.client.close();
    this.stopMoto();
    rmSync(this.folder, { recursive: true, force: true });
  }

  sqs<T>(action: string, queue: string, input: object = {}): Promise<T> {
    const QueueUrl = `${this.endpoint}/${ACCOUNT}/${queue}`;
    return this.client.json<T>("sqs", REGION, action, { QueueUrl, ...input });
  }

  /** Sends messages, ten a request. */
  async send(queue: string, bodies: readonly string[]): Promise<void> {
    for (let at = 0; at < bodies.length; at += 10) {
      const Entries = bodies
        .slice(at, at + 10)
        .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await this.sqs("SendMessageBatch", queue, { Entries });
    }
  }

  /** How many messages the queue has, visible or not. */
  async count(queue: string): Promise<number> {
    const { Attributes } = await this.sqs<{ Attributes: Record<string, string> }>(
      "GetQueueAttributes",
      queue,
      { AttributeNames: ["All"] },
    );
    const { ApproximateNumberOfMessages: visible, ApproximateNumberOfMessagesNotVisible: hidden } =
      Attributes;
    return Number(visible) + Number(hidden);
  }
}
