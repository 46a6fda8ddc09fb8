import { existsSync } from "node:fs";
import path from "node:path";
import { codeFolder, fill } from "./code-folder";
import type { FunctionConfig } from "../config/function-config";
import type { Interpreter, Interpreters } from "./interpreter";
import { isDeclaredVersion } from "./interpreter";
import type { LambdaFolders } from "./lambda-folders";
import { linkPackages, projectOf } from "./node-packages";
import type { PythonPackages } from "./python-packages";
import { checkUnpackedSize } from "./unpacked-size";

/** A function whose files are in place: all that it takes to start its sandboxes. */
export interface PreparedFunction {
  readonly config: FunctionConfig;
  /** What `/var/task` is on AWS. */
  readonly taskRoot: string;
  /** What `/opt` is on AWS: the merged layers. */
  readonly opt: string;
  readonly program: Program;
  /**
   * Where Python keeps its bytecode. A function of changed code has another one: Python tells
   * files of one size apart by the second of their change only.
   */
  readonly bytecodeFolder: string;
  /** Folder of its own, for what is made of the code. */
  readonly scratch: string;
  /** Changes with the configuration and the code; undefined where nobody asks. */
  readonly identity: string | undefined;
}

/** What runs the handler. */
export type Program =
  | {
      readonly family: "python";
      readonly interpreter: Interpreter;
      /** Folder of the packages that Lambda's runtime has. */
      readonly packages: string;
    }
  | {
      readonly family: "nodejs";
      readonly interpreter: Interpreter;
      /** Folder of the stack's project, where a missing package of the AWS SDK is to be installed. */
      readonly project: string;
    }
  | { readonly family: "provided"; readonly bootstrap: string };

export interface Preparation {
  readonly stackFolder: string;
  readonly scratch: string;
  /** What `identify` told, when the function is to run on a copy of its code. */
  readonly identity: string | undefined;
  readonly interpreters: Interpreters;
  readonly pythonPackages: PythonPackages;
}

/**
 * Puts a function's code and layers where its sandboxes find them.
 * @throws Error for code that can't be unpacked or is too large, and for an interpreter that isn't
 * installed
 */
export async function prepareFunction(
  config: FunctionConfig,
  preparation: Preparation,
): Promise<PreparedFunction> {
  const { family } = config;
  const { scratch, identity, stackFolder } = preparation;
  // Node.js would find packages in the folders above the code, which on AWS aren't there.
  const isCopied = identity !== undefined || family === "nodejs";
  const use = { isCopied, isExecuted: family === "provided" };
  const opt = path.join(scratch, "opt");
  await checkUnpackedSize(config);
  const unpacked = { taskRoot: path.join(scratch, "task"), opt };
  const taskRoot = await codeFolder(config.code, unpacked, use);
  if (config.layers.length > 0) {
    await fill(opt, config.layers, { taskRoot, opt });
  }
  if (family === "nodejs") {
    await linkPackages(scratch, { ...config, opt, stackFolder });
  }
  const program = await findProgram(config, { taskRoot, opt }, preparation);
  const bytecodeFolder = path.join(scratch, "pycache");
  return { config, taskRoot, opt, program, bytecodeFolder, scratch, identity };
}

/** A word for the user on each runtime that runs here on another version than on AWS. */
export function versionNotices(functions: readonly PreparedFunction[]): string[] {
  const notices = new Map<string, string[]>();
  for (const { config, program } of functions) {
    if (program.family === "provided") {
      continue;
    }
    const { interpreter } = program;
    if (isDeclaredVersion(config.runtime, interpreter)) {
      continue;
    }
    const notice = `${config.runtime} runs here on version ${interpreter.version} (${interpreter.path})`;
    notices.set(notice, [...(notices.get(notice) ?? []), config.address]);
  }
  return [...notices].map(([notice, addresses]) => `${addresses.join(", ")}: ${notice}`);
}

/** Runtime and version that a handler runs on, for INIT_START. */
export function runtimeVersion({ config, program }: PreparedFunction): string {
  return program.family === "provided"
    ? config.runtime
    : `${config.runtime} (local ${program.interpreter.version})`;
}

async function findProgram(
  { family, runtime }: FunctionConfig,
  { taskRoot, opt }: LambdaFolders,
  { interpreters, pythonPackages, stackFolder }: Preparation,
): Promise<Program> {
  if (family !== "provided") {
    const interpreter = await interpreters.find(family, runtime);
    if (family === "nodejs") {
      return { family, interpreter, project: projectOf(stackFolder) };
    }
    return { family, interpreter, packages: await pythonPackages.link(interpreter) };
  }
  const bootstrap = [taskRoot, opt]
    .map((folder) => path.join(folder, "bootstrap"))
    .find((file) => existsSync(file));
  // Without one the invocation fails, as on AWS.
  return { family, bootstrap: bootstrap ?? path.join(taskRoot, "bootstrap") };
}
