import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TerraformStack } from "cdktf";
import { App, Testing } from "cdktf";
import { lambda } from "../../../constructs";
import { EnvironmentStack } from "../../../constructs/environment";
import { writeFileIn } from "../../support/write-file";

/** The synthesised JSON, as far as these tests look into it. */
export interface Synthesised {
  readonly provider: Record<string, object[]>;
  readonly data: { archive_file: Record<string, Record<string, unknown>> };
  readonly output: Record<string, object>;
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
}

/** Testing.synth writes nothing there, so apps share it: Testing.app would make a folder for each. */
const OUTDIR = path.join(tmpdir(), "cdktf.out");

export function environment(name = "dev"): EnvironmentStack {
  const app = Testing.app({ outdir: OUTDIR });
  return new EnvironmentStack(app, name, { app: "shop", region: "eu-west-1" });
}

export function synth(stack: TerraformStack): Synthesised {
  return JSON.parse(Testing.synth(stack)) as Synthesised;
}

/** The one resource of a type. */
export function only(json: Synthesised, type: string): Record<string, unknown> {
  const all = Object.values(json.resource[type] ?? {});
  if (all[0] === undefined || all.length > 1) {
    throw new Error(`${all.length} of ${type}`);
  }
  return all[0];
}

/** Props of a function that needs no file. */
export const INLINE: lambda.FunctionProps = {
  runtime: lambda.Runtime.PYTHON_3_13,
  handler: "index.handler",
  code: lambda.Code.fromInline("def handler(event, context): return 1"),
};

export function hello(props: Partial<lambda.FunctionProps> = {}): lambda.Function {
  return new lambda.Function(environment(), "Hello", { ...INLINE, ...props });
}

/** The synthesised stack of such a function. */
export function synthHello(props: Partial<lambda.FunctionProps> = {}): Synthesised {
  return synth(hello(props).node.scope as TerraformStack);
}

/** The condition of a role that a service assumes for one resource of the account. */
export function onBehalfOf(service: string, resource: string): object {
  const account = "${data.aws_caller_identity.CallerIdentity.account_id}";
  const place = `\${data.aws_partition.Partition.partition}:${service}:\${data.aws_region.Region.id}`;
  const arn = `arn:${place}:${account}:${resource}`;
  return { StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": arn } };
}

/** A folder with these files while `use` runs. */
export function withFolder<T>(files: Record<string, string>, use: (folder: string) => T): T {
  const folder = mkdtempSync(path.join(tmpdir(), "function code "));
  try {
    writeFiles(folder, files);
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function writeFiles(folder: string, files: Record<string, string>): void {
  for (const [name, content] of Object.entries(files)) {
    writeFileIn(folder, name, content);
  }
}

/** Writes a shell script into `bin` of a folder, and puts it first on the path. */
export function addProgram(folder: string, name: string, script: string): void {
  writeFiles(folder, { [`bin/${name}`]: `#!/bin/sh\n${script}\n` });
  chmodSync(path.join(folder, "bin", name), 0o755);
  process.env.PATH = [path.join(folder, "bin"), process.env.PATH].join(path.delimiter);
}

/** Synthesises to disk a stack with one function of the code; the stack's folder. */
export function synthToDisk(
  outdir: string,
  code: string,
  options: lambda.AssetCodeOptions = {},
): string {
  const app = new App({ outdir });
  const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
  new lambda.Function(stack, "Hello", { ...INLINE, code: lambda.Code.fromAsset(code, options) });
  app.synth();
  return path.join(outdir, "stacks", "dev");
}
