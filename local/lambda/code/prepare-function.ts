import { existsSync } from "node:fs";
import path from "node:path";
import { codeFolder, fill } from "./code-folder";
import { debuggedFolder, isBundled, nameByOriginals, pointMapsTo } from "./debugged-scripts";
import type { FunctionConfig, OwnClientFamily } from "../config/function-config";
import { findInterpreter, type Interpreter, isDeclaredVersion } from "./interpreter";
import type { LambdaFolders } from "./lambda-folders";
import { prepareImage } from "../container/prepared-image";
import type { PreparedImage } from "../container/container-command";
import { findRuntimeClient, type RuntimeClient } from "../runtime-client/runtime-client";
import { withAddresses } from "../../log/with-addresses";
import { linkPackages, projectOf } from "./node-packages";
import type { PythonPackages } from "./python-packages";
import { checkUnpackedSize } from "./unpacked-size";

/** A function with its files in place, ready for sandboxes to start. */
export interface PreparedFunction {
  readonly config: FunctionConfig;
  /** `/var/task` on AWS. */
  readonly taskRoot: string;
  /** The merged layers: `/opt` on AWS. */
  readonly opt: string;
  /** Folder whose files a debugger shows in place of those in `taskRoot`. */
  readonly originals: string | undefined;
  readonly program: Program;
  /**
   * Python's bytecode cache. Each change of the code gets a new one: Python would not notice a
   * change that keeps a file's size and the second of its timestamp.
   */
  readonly bytecodeFolder: string;
  /** The function's own folder, for unpacked and generated files. */
  readonly scratch: string;
  /** Changes with configuration and code; undefined unless functions are isolated. */
  readonly identity: string | undefined;
}

/** The program that runs the handler. */
export type Program =
  | {
      readonly family: "python";
      readonly interpreter: Interpreter;
      /** Folder with the packages that Lambda's runtime has. */
      readonly packages: string;
    }
  | {
      readonly family: "nodejs";
      readonly interpreter: Interpreter;
      /** Folder of the stack's project: install missing packages of the AWS SDK there. */
      readonly project: string;
    }
  | { readonly family: "provided"; readonly bootstrap: string }
  | { readonly family: "image"; readonly prepared: PreparedImage }
  | { readonly family: OwnClientFamily; readonly interpreter: RuntimeClient };

export interface Preparation {
  readonly stackFolder: string;
  readonly scratch: string;
  /** Result of `identify`; if set, the function runs on a copy of its code. */
  readonly identity: string | undefined;
  readonly pythonPackages: PythonPackages;
}

/**
 * Puts a function's code and layers into folders, and finds its interpreter.
 * @throws Error if the code can't be unpacked or is too large, or the interpreter isn't installed
 */
export async function prepareFunction(
  config: FunctionConfig,
  preparation: Preparation,
): Promise<PreparedFunction> {
  const { family } = config;
  const { scratch, identity, stackFolder } = preparation;
  // In its original place, Node.js would find packages in the folders above, which AWS doesn't have.
  const isCopied = identity !== undefined || family === "nodejs";
  const use = { isCopied, isExecuted: family === "provided" || family === "dotnet" };
  const opt = path.join(scratch, "opt");
  await checkUnpackedSize(config);
  const unpacked = { taskRoot: path.join(scratch, "task"), opt };
  const taskRoot = await codeFolder(config.code, unpacked, use);
  if (config.layers.length > 0) {
    await fill(opt, config.layers, { taskRoot, opt });
  }
  const originals = debuggedFolder(config, stackFolder);
  if (originals !== undefined) {
    await (isBundled(config) ? pointMapsTo : nameByOriginals)(taskRoot, originals);
  }
  if (family === "nodejs") {
    await linkPackages(scratch, { ...config, opt, stackFolder });
  }
  const program = await findProgram(config, { taskRoot, opt }, preparation);
  const bytecodeFolder = path.join(scratch, "pycache");
  return { config, taskRoot, opt, originals, program, bytecodeFolder, scratch, identity };
}

/** Warnings about runtimes that run on another version here than on AWS. */
export function versionNotices(functions: readonly PreparedFunction[]): string[] {
  const notices = new Map<string, string[]>();
  for (const { config, program } of functions) {
    const interpreter = interpreterOf(program);
    if (interpreter === undefined || isDeclaredVersion(config.runtime, interpreter)) {
      continue;
    }
    const notice = `${config.runtime} runs locally on version ${interpreter.version} (${interpreter.path}).`;
    notices.set(notice, [...(notices.get(notice) ?? []), config.address]);
  }
  return [...notices].map(([notice, addresses]) => withAddresses(notice, addresses));
}

/** Runtime and interpreter version, as shown in INIT_START. */
export function runtimeVersion({ config, program }: PreparedFunction): string {
  const name = config.image?.uri ?? config.runtime;
  const interpreter = interpreterOf(program);
  return interpreter === undefined ? name : `${name} (local ${interpreter.version})`;
}

/** Undefined for a custom runtime and a container image, which have their own. */
function interpreterOf(program: Program): Interpreter | RuntimeClient | undefined {
  return "interpreter" in program ? program.interpreter : undefined;
}

async function findProgram(
  config: FunctionConfig,
  { taskRoot, opt }: LambdaFolders,
  { pythonPackages, stackFolder }: Preparation,
): Promise<Program> {
  const { family, runtime, image } = config;
  if (image !== undefined) {
    return { family: "image", prepared: await prepareImage(image) };
  }
  if (family === "python" || family === "nodejs") {
    const interpreter = await findInterpreter(family, runtime);
    if (family === "nodejs") {
      return { family, interpreter, project: projectOf(stackFolder) };
    }
    return { family, interpreter, packages: await pythonPackages.link(interpreter) };
  }
  if (family === "dotnet" || family === "java" || family === "ruby") {
    return { family, interpreter: await findRuntimeClient(family, config, { taskRoot, opt }) };
  }
  if (runtime === "go1.x") {
    // A handler of this runtime is a program, and AWS's library for Go finds the Runtime API itself.
    return { family: "provided", bootstrap: path.join(taskRoot, config.handler) };
  }
  const bootstrap = [taskRoot, opt]
    .map((folder) => path.join(folder, "bootstrap"))
    .find((file) => existsSync(file));
  // Without a bootstrap the invocation fails, as on AWS.
  return { family: "provided", bootstrap: bootstrap ?? path.join(taskRoot, "bootstrap") };
}
