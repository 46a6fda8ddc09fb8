import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { programOnPath } from "./program-on-path";

/** The program that runs the handlers of a runtime on this machine. */
export interface Interpreter {
  /** Absolute path of the program itself, not of a version manager's shim. */
  readonly path: string;
  /** As the program reports it: `3.11.7`. */
  readonly version: string;
  /** Python: files and folders of the installed packages that Lambda's runtime has too. */
  readonly packages: readonly string[];
  /** Python: whether moto's server is installed, too. It is found here because Python starts slowly. */
  readonly hasMoto?: boolean;
}

const PROBES = {
  python: {
    // -B: no bytecode is written beside the runner's own files.
    args: ["-B", path.join(__dirname, "../clients/python/import_paths.py")],
    install: "Python",
  },
  nodejs: {
    args: [
      "-p",
      "JSON.stringify({ path: process.execPath, version: process.versions.node, packages: [] })",
    ],
    install: "Node.js",
  },
};

type Family = keyof typeof PROBES;

const FAMILIES = Object.keys(PROBES) as Family[];

/** Each program is started once, because a version manager's shim is slow. By PATH and name. */
const probed = new Map<string, Promise<Interpreter | undefined>>();

/**
 * The interpreter of the declared version if it is on PATH, else `python3` or `node`.
 * @throws Error that says what to install
 */
export async function findInterpreter(family: Family, runtime: string): Promise<Interpreter> {
  const names = programNames(family, runtime);
  const found = await Promise.all(names.map((name) => probeInterpreter(family, name)));
  const interpreter = found.find((candidate) => candidate !== undefined);
  if (interpreter) {
    return interpreter;
  }
  const wanted = `${PROBES[family].install} ${declaredVersion(runtime)}`;
  throw new Error(
    `${runtime} needs ${names.join(" or ")} on PATH, and neither runs. Install ${wanted}.`,
  );
}

/** Starts `python3`, `node` and the programs of runtimes before a stack is known that needs them. */
export function probeInterpretersEarly(runtimes: readonly string[]): void {
  void probeInterpreter("python", "python3");
  void probeInterpreter("nodejs", "node");
  for (const runtime of runtimes) {
    const family = FAMILIES.find((name) => runtime.startsWith(name));
    if (family !== undefined) {
      programNames(family, runtime).forEach((name) => void probeInterpreter(family, name));
    }
  }
}

/** Describes a program; undefined if it is not on PATH or fails. */
export function probeInterpreter(family: Family, name: string): Promise<Interpreter | undefined> {
  const key = `${process.env.PATH}\0${name}`;
  const interpreter = probed.get(key) ?? probe(name, PROBES[family].args);
  probed.set(key, interpreter);
  return interpreter;
}

/** Whether the interpreter has the version that the runtime declares. */
export function isDeclaredVersion(
  runtime: string,
  { version }: Pick<Interpreter, "version">,
): boolean {
  const declared = declaredVersion(runtime);
  return version === declared || version.startsWith(`${declared}.`);
}

/** `3.13` of `python3.13`, `22` of `nodejs22.x`. */
function declaredVersion(runtime: string): string {
  return /^[a-z]+(\d+(?:\.\d+)?)/.exec(runtime)?.[1] ?? "";
}

function programNames(family: Family, runtime: string): string[] {
  return family === "python"
    ? [`python${declaredVersion(runtime)}`, "python3"]
    : [`node${declaredVersion(runtime)}`, "node"];
}

async function probe(name: string, args: readonly string[]): Promise<Interpreter | undefined> {
  const program = programOnPath(name);
  if (program === undefined) {
    return undefined;
  }
  if (realpathSync(program) === process.execPath) {
    return { path: process.execPath, version: process.versions.node, packages: [] };
  }
  try {
    const { stdout } = await promisify(execFile)(program, args, { timeout: 10_000 });
    return JSON.parse(stdout) as Interpreter;
  } catch {
    return undefined;
  }
}
