import { lstatSync, readdirSync, readFileSync, realpathSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { FOLDER_PREFIX } from "../../guardian";

/** A runner that serves a Lambda API, as other processes of the same user find it. */
export interface RunningRunner {
  /** Of its Lambda API. */
  readonly url: string;
  /** Absolute path. */
  readonly stackFolder: string;
  readonly pid: number;
  /** Folder that the runner was started in. */
  readonly startedIn: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
}

const FILE = "runner.json";
const CONNECT_TIMEOUT_MS = 1000;

/**
 * Lets `findRunningRunner` find the Lambda API of this process.
 * @param folder the runner's temporary folder: the guardian removes it with the runner
 */
export function publishRunner(
  folder: string,
  { url, stackFolder }: Pick<RunningRunner, "url" | "stackFolder">,
): void {
  const runner: RunningRunner = {
    url,
    stackFolder,
    pid: process.pid,
    startedIn: realpathSync(process.cwd()),
    startedAt: performance.timeOrigin,
  };
  writeFileSync(path.join(folder, FILE), JSON.stringify(runner));
}

/**
 * The runner that was started in a folder; of several runners, the latest.
 * @returns undefined if no runner of this user is up there
 */
export async function findRunningRunner(startedIn: string): Promise<RunningRunner | undefined> {
  const folder = realpathSync(startedIn);
  const candidates = publishedRunners()
    .filter((runner) => runner.startedIn === folder && isAlive(runner.pid))
    .sort((a, b) => b.startedAt - a.startedAt);
  for (const runner of candidates) {
    if (await takesConnections(new URL(runner.url))) {
      return runner;
    }
  }
  return undefined;
}

function publishedRunners(): RunningRunner[] {
  return readdirSync(tmpdir())
    .filter((name) => name.startsWith(FOLDER_PREFIX))
    .flatMap((name) => readRunner(path.join(tmpdir(), name, FILE)));
}

/** Only a file of this user counts: others must not have this user's events sent to them. */
function readRunner(file: string): RunningRunner[] {
  try {
    const isOwn = lstatSync(file).uid === process.getuid?.();
    return isOwn ? [JSON.parse(readFileSync(file, "utf8")) as RunningRunner] : [];
  } catch {
    // Its runner has just ended, or is just starting.
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function takesConnections({ hostname, port }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: CONNECT_TIMEOUT_MS });
    const end = (isUp: boolean): void => {
      socket.destroy();
      resolve(isUp);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
