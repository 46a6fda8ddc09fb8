import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The program that runs the handlers of a runtime on this machine. */
export interface Interpreter {
  /** Absolute path of the real program, behind any version manager's shim. */
  readonly path: string;
  /** As it calls itself: `3.11.7`. */
  readonly version: string;
}

const PROBES = {
  python: {
    print: ["-c", "import sys, platform; print(sys.executable); print(platform.python_version())"],
    install: "Python",
  },
  nodejs: {
    print: ["-p", "process.execPath + '\\n' + process.versions.node"],
    install: "Node.js",
  },
};

/** Finds interpreters on PATH, once for each runtime: a version manager's shim takes its time. */
export class Interpreters {
  private readonly found = new Map<string, Promise<Interpreter>>();

  /**
   * The interpreter of the declared version where there is one, else whatever `python3` or `node`
   * is.
   * @throws Error that says what to install
   */
  find(family: "python" | "nodejs", runtime: string): Promise<Interpreter> {
    const interpreter = this.found.get(runtime) ?? findInterpreter(family, runtime);
    this.found.set(runtime, interpreter);
    return interpreter;
  }
}

async function findInterpreter(family: "python" | "nodejs", runtime: string): Promise<Interpreter> {
  const names = programNames(family, runtime);
  const found = await Promise.all(names.map((name) => probe(name, PROBES[family].print)));
  const interpreter = found.find((candidate) => candidate !== undefined);
  if (interpreter) {
    return interpreter;
  }
  const wanted = `${PROBES[family].install} ${declaredVersion(runtime)}`;
  throw new Error(
    `${runtime} needs ${names.join(" or ")} on PATH, and neither runs. Install ${wanted}.`,
  );
}

/** Whether the interpreter is of the version that the runtime declares. */
export function isDeclaredVersion(runtime: string, { version }: Interpreter): boolean {
  const declared = declaredVersion(runtime);
  return version === declared || version.startsWith(`${declared}.`);
}

/** `3.13` of `python3.13`, `22` of `nodejs22.x`. */
function declaredVersion(runtime: string): string {
  return /^[a-z]+(\d+(?:\.\d+)?)/.exec(runtime)?.[1] ?? "";
}

function programNames(family: "python" | "nodejs", runtime: string): string[] {
  return family === "python"
    ? [`python${declaredVersion(runtime)}`, "python3"]
    : [`node${declaredVersion(runtime)}`, "node"];
}

async function probe(name: string, print: readonly string[]): Promise<Interpreter | undefined> {
  try {
    const { stdout } = await promisify(execFile)(name, print, { timeout: 10_000 });
    const [path, version] = stdout.trim().split("\n");
    return path && version ? { path, version } : undefined;
  } catch {
    return undefined;
  }
}
