import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { end } from "./child";
import { listen } from "./listen";

/** Starts moto's server, which keeps an AWS account in its memory, on a free port. */
export async function startMoto() {
  const port = await freePort();
  const args = ["-m", "moto.server", "-H", "127.0.0.1", "-p", String(port)];
  const env = {
    ...process.env,
    // Policies of AWS's own, such as AWSLambdaBasicExecutionRole, can be attached too.
    MOTO_IAM_LOAD_MANAGED_POLICIES: "true",
    // Certificates are issued without a minute's wait.
    MOTO_ACM_VALIDATION_WAIT: "0",
  };
  const child = spawn("python3", args, { env, stdio: ["ignore", "ignore", "pipe"] });
  const log: string[] = [];
  child.stderr.on("data", (chunk: Buffer) => log.push(chunk.toString()));
  const stop = () => end(child, "SIGTERM");
  try {
    await untilReady(port, child);
  } catch (error) {
    await stop();
    throw new Error(`moto did not start: ${String(error)}\n${log.join("")}`);
  }
  return { port, stop };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) {
      throw new Error(`it ended with ${child.exitCode}`);
    }
    const response = await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error("no response within 60 s");
    }
    await wait(100);
  }
}
