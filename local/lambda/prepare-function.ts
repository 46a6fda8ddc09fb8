import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { fingerprint } from "./code-files";
import { codeFolder, fill, pathOf } from "./code-folder";
import { CodeSource, FunctionConfig } from "./function-config";
import { Interpreter, Interpreters, isDeclaredVersion } from "./interpreter";

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
  /** Changes with the configuration and with the files of the code. */
  readonly identity: string;
}

/** What runs the handler. */
export type Program =
  | { readonly family: "python" | "nodejs"; readonly interpreter: Interpreter }
  | { readonly family: "provided"; readonly bootstrap: string };

/**
 * Puts a function's code and layers where its sandboxes find them.
 * @throws Error that names the address, for code that isn't there or can't be unpacked and for an
 * interpreter that isn't installed
 */
export async function prepareFunction(
  config: FunctionConfig,
  scratch: string,
  interpreters: Interpreters,
): Promise<PreparedFunction> {
  try {
    for (const source of [config.code, ...config.layers]) checkExists(source);
    const isExecuted = config.family === "provided";
    const taskRoot = await codeFolder(config.code, path.join(scratch, "task"), isExecuted);
    const opt = path.join(scratch, "opt");
    if (config.layers.length > 0) await mkdir(opt, { recursive: true });
    for (const layer of config.layers) await fill(layer, opt);
    const program = await findProgram(config, taskRoot, opt, interpreters);
    const files = await Promise.all([config.code, ...config.layers].map(fingerprint));
    const bytecodeFolder = path.join(scratch, "pycache");
    const identity = JSON.stringify([config, files]);
    return { config, taskRoot, opt, program, bytecodeFolder, identity };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${config.address}: ${reason}`, { cause: error });
  }
}

/** A word for the user on each runtime that runs here on another version than on AWS. */
export function versionNotices(functions: readonly PreparedFunction[]): string[] {
  const notices = new Map<string, string[]>();
  for (const { config, program } of functions) {
    if (program.family === "provided") continue;
    const { interpreter } = program;
    if (isDeclaredVersion(config.runtime, interpreter)) continue;
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
  taskRoot: string,
  opt: string,
  interpreters: Interpreters,
): Promise<Program> {
  if (family !== "provided") {
    return { family, interpreter: await interpreters.find(family, runtime) };
  }
  const bootstrap = [taskRoot, opt]
    .map((folder) => path.join(folder, "bootstrap"))
    .find((file) => existsSync(file));
  // Without one the invocation fails, as on AWS.
  return { family, bootstrap: bootstrap ?? path.join(taskRoot, "bootstrap") };
}

function checkExists(source: CodeSource): void {
  const file = pathOf(source);
  if (file && !existsSync(file)) throw new Error(`the code ${file} does not exist`);
}
