import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { RunnerOptions } from "../../../../local/runner/runner-options";
import { Runner } from "../../../../local/runner/runner";
import type { FunctionAttributes } from "./two-apis";
import { twoApis } from "./two-apis";
import { writeFileIn } from "../../../support/write-file";
import { logTo } from "../../support/log-destination";

export interface FixtureFunction extends FunctionAttributes {
  /** File name to content. */
  readonly files: Readonly<Record<string, string>>;
}

/** The APIs in front of the functions, and what their stages' addresses are. */
export const STAGES = {
  "HTTP API": "aws_apigatewayv2_stage.http",
  "REST API": "aws_api_gateway_stage.rest",
} as const;
export type ApiKind = keyof typeof STAGES;
export const API_KINDS = Object.keys(STAGES) as ApiKind[];

/** A stack in a folder, as synthesised, and a runner that serves it. */
export class RunnerFixture {
  readonly folder = mkdtempSync(path.join(tmpdir(), "runner-test-"));
  log = "";
  private runner: Runner | undefined;

  /** Both APIs serve each function at `/<name>`, and all other paths by the first. */
  write(functions: Readonly<Record<string, FixtureFunction>>): this {
    for (const [name, { files }] of Object.entries(functions)) {
      for (const [file, content] of Object.entries(files)) {
        this.file(`${name}/${file}`, content);
      }
    }
    this.file("cdk.tf.json", JSON.stringify(twoApis(functions)));
    return this;
  }

  /** Adds resources to the stack, or replaces all of their types. */
  addResources(resources: object): void {
    this.change((stack) => ({ ...stack, ...resources }));
  }

  /** Sets the environment variables of a function in the stack. */
  setVariables(name: string, variables: Readonly<Record<string, string>>): void {
    this.change(({ aws_lambda_function: functions = {}, ...others }) => {
      const fn = { ...functions[name], environment: { variables } };
      return { ...others, aws_lambda_function: { ...functions, [name]: fn } };
    });
  }

  private change(change: (resource: Record<string, Record<string, object>>) => object): void {
    const stack = JSON.parse(readFileSync(path.join(this.folder, "cdk.tf.json"), "utf8")) as {
      resource: Record<string, Record<string, object>>;
    };
    this.file("cdk.tf.json", JSON.stringify({ ...stack, resource: change(stack.resource) }));
  }

  file(name: string, content: string): string {
    return writeFileIn(this.folder, name, content, 0o755);
  }

  async start(
    options: Pick<
      RunnerOptions,
      | "accountId"
      | "allowedHosts"
      | "aws"
      | "domains"
      | "tls"
      | "environment"
      | "functionEnvironment"
      | "isolated"
      | "logFormat"
      | "onTrace"
      | "overrides"
      | "quiet"
      | "strict"
      | "webSocketIdleSeconds"
    > = {},
  ): Promise<Runner> {
    const log = logTo((text) => (this.log += text));
    this.runner = await Runner.start(this.folder, { port: 0, log, ...options });
    return this.runner;
  }

  url(api: ApiKind): string {
    const endpoint = this.runner?.endpoints.find(({ stage }) => stage.address === STAGES[api]);
    if (!endpoint) {
      throw new Error(`${STAGES[api]} is not served`);
    }
    return endpoint.url;
  }

  get lambdaUrl(): string {
    return this.runner?.lambdaUrl ?? "";
  }

  async close(): Promise<void> {
    await this.runner?.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
