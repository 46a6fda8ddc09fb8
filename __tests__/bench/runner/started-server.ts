import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, rmSync, watch } from "node:fs";
import path from "node:path";
import type { Scratch } from "../scratch";
import type { Contestant } from "./contestants";
import type { Target } from "./load";
import { ROOT } from "../../support/root";

/** A contestant that runs, and how long it took to. */
export interface StartedServer {
  readonly pid: number;
  readonly target: Target;
  /** Milliseconds from the start of the command until it says that it is ready. */
  readonly ready: number;
  /** Milliseconds until it has responded to one request. */
  readonly firstResponse: number;
  stop(): Promise<void>;
}

/** Starts a contestant and has it serve one request. @throws Error when it doesn't */
export async function start(contestant: Contestant, scratch: Scratch): Promise<StartedServer> {
  const startedAt = performance.now();
  const { url, pid, stop } = await launch(contestant, scratch);
  const ready = performance.now() - startedAt;
  const { path: route, body } = contestant.request;
  const target = { url: `${url}${route}`, body };
  await expectResponse(target);
  const firstResponse = performance.now() - startedAt;
  return { pid, target, ready, firstResponse, stop };
}

/** A server that is ready. */
export type LaunchedServer = Pick<StartedServer, "pid" | "stop"> & { readonly url: string };

/** Starts a server and waits until it is ready. @throws Error if it ends before */
export async function launch(
  { name, command, args, ready }: Pick<Contestant, "name" | "command" | "args" | "ready">,
  scratch: Scratch,
): Promise<LaunchedServer> {
  const child = scratch.keep(
    spawn(command, args, {
      cwd: ROOT,
      // Nobody reads the log of a busy function here.
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH ?? ""}` },
    }),
  );
  const ended = once(child, "exit").then(([status]) => {
    throw new Error(`${name} ended with exit status ${String(status)}.`);
  });
  const url = await Promise.race([whenReady({ ready }, child), ended]);
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended.catch(() => undefined);
  };
  return { url, pid: child.pid ?? 0, stop };
}

async function expectResponse({ url, body }: Target): Promise<void> {
  const response = await fetch(url);
  const text = await response.text();
  if (response.status === 200 && text === body) {
    return;
  }
  throw new Error(`${url} responds with ${response.status} ${text}.`);
}

/** @returns the URL of what is served */
async function whenReady(
  { ready }: Pick<Contestant, "ready">,
  child: ChildProcess,
): Promise<string> {
  if (ready.kind === "endpoints") {
    return endpoint(ready.file, ready.stageType);
  }
  if (!child.stdout) {
    throw new Error("The server's output isn't piped.");
  }
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return `http://127.0.0.1:${port.toString().trim()}`;
}

async function endpoint(file: string, stageType: string): Promise<string> {
  rmSync(file, { force: true });
  const watcher = watch(path.dirname(file));
  while (!existsSync(file)) {
    await once(watcher, "change");
  }
  watcher.close();
  const urls = JSON.parse(readFileSync(file, "utf8")) as Record<string, string>;
  const address = Object.keys(urls).find((stage) => stage.startsWith(`${stageType}.`)) ?? "";
  const url = urls[address];
  if (url === undefined) {
    throw new Error(`${file} holds no ${stageType}.`);
  }
  return url.replace(/\/$/, "");
}
