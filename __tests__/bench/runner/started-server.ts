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
  const child = scratch.keep(
    spawn(contestant.command, contestant.args, {
      cwd: ROOT,
      // Nobody reads the log of a busy function here.
      stdio: ["ignore", "pipe", "ignore"],
      env: { ...process.env, PATH: `${ROOT}/node_modules/.bin:${process.env.PATH ?? ""}` },
    }),
  );
  const ended = once(child, "exit").then(([status]) => {
    throw new Error(`${contestant.name} ended with exit status ${String(status)}.`);
  });
  const base = await Promise.race([whenReady(contestant, child), ended]);
  const ready = performance.now() - startedAt;
  const { path: route, body } = contestant.request;
  const target = { url: `${base}${route}`, body };
  await expectResponse(target);
  const firstResponse = performance.now() - startedAt;
  const stop = async (): Promise<void> => {
    child.kill("SIGTERM");
    await ended.catch(() => undefined);
  };
  return { pid: child.pid ?? 0, target, ready, firstResponse, stop };
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
async function whenReady({ ready }: Contestant, child: ChildProcess): Promise<string> {
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
