import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LocalLambdaOptions } from "../../../../local/lambda";
import { LocalLambda } from "../../../../local/lambda";
import type { LogFormat } from "../../../../local/log/log";
import { Log } from "../../../../local/log/log";
import type { ResolvedStack, Value } from "../../../../local/terraform/resolved-stack";
import type { PlainResources } from "./plain-stack";
import { plainStack } from "./plain-stack";
import { writeFileIn } from "../../../support/write-file";
import { logTo } from "../../support/log-destination";

type FunctionAttributes = { readonly [name: string]: Value };

interface StartOptions extends Omit<LocalLambdaOptions, "log"> {
  readonly logFormat?: LogFormat;
}

/** A folder with code, the stack over it, and Lambda running it. */
export class LambdaFixture {
  readonly root = mkdtempSync(path.join(tmpdir(), "lambda-test-"));
  readonly folder: string;
  private resources: PlainResources = {};
  private lambda: LocalLambda | undefined;
  private logged = "";

  /** @param inner where the stack's folder lies in the temporary one */
  constructor(inner = "") {
    this.folder = path.join(this.root, inner);
  }

  /** All lines logged so far. */
  get log(): string {
    return this.logged;
  }

  get stack(): ResolvedStack {
    return plainStack(this.folder, this.resources);
  }

  file(name: string, content: string, mode = 0o644): string {
    return writeFileIn(this.folder, name, content, mode);
  }

  resource(address: string, attributes: FunctionAttributes): this {
    this.resources = { ...this.resources, [address]: attributes };
    return this;
  }

  /** A function whose code is one file, zipped from a folder as `archive_file` does. */
  python(name: string, code: string, attributes: FunctionAttributes = {}): this {
    this.file(`${name}/index.py`, code);
    return this.fromFolder(name, { runtime: "python3.11", ...attributes });
  }

  node(name: string, code: string, attributes: FunctionAttributes = {}): this {
    this.file(`${name}/index.js`, code);
    return this.fromFolder(name, { runtime: "nodejs20.x", ...attributes });
  }

  bootstrap(name: string, script: string, attributes: FunctionAttributes = {}): this {
    this.file(`${name}/bootstrap`, script, 0o755);
    return this.fromFolder(name, { runtime: "provided.al2023", ...attributes });
  }

  async start({ logFormat, ...options }: StartOptions = {}): Promise<LocalLambda> {
    const destination = logTo((text) => (this.logged += text));
    const log = new Log(destination, logFormat);
    this.lambda = new LocalLambda(this.stack, { log, ...options });
    await this.reload();
    return this.lambda;
  }

  /**
   * Serves the functions of a stack in place of those served so far.
   * @returns the warnings
   * @throws Error with the functions that can't be served
   */
  async reload(stack = this.stack): Promise<readonly string[]> {
    const functions = await this.lambda?.prepare(stack);
    if (!functions) {
      throw new Error("start the fixture first");
    }
    if (functions.unservable.length > 0) {
      await this.lambda?.release(functions);
      throw new Error(functions.unservable.map(({ reason }) => reason).join("\n"));
    }
    this.lambda?.use(functions);
    return functions.warnings;
  }

  async close(): Promise<void> {
    await this.lambda?.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  private fromFolder(name: string, attributes: FunctionAttributes): this {
    const output = `${name}.zip`;
    this.resource(`data.archive_file.${name}`, {
      type: "zip",
      source_dir: name,
      output_path: output,
    });
    return this.resource(`aws_lambda_function.${name}`, {
      function_name: name,
      handler: "index.handler",
      filename: output,
      ...attributes,
    });
  }
}
