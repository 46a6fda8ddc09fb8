import { once } from "node:events";
import { createServer } from "node:http";
import type { Socket } from "node:net";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { startMotoForks } from "../../support/moto";
import { listen } from "./listen";

const TIME_LIMIT = 60_000;

/** Starts moto's server, which keeps an AWS account in its memory, on a free port. */
export async function startMoto() {
  const port = await freePort();
  const deadline = Date.now() + TIME_LIMIT;
  const connection = await connected(process.env.MOTO_FORKS ?? startMotoForks(), deadline);
  let error = "";
  connection.on("error", (reason) => (error += reason.message));
  connection.on("data", (text: Buffer) => (error += text.toString()));
  connection.write(`${port}\n`);
  try {
    await untilReady(port, connection, deadline);
  } catch (reason) {
    connection.destroy();
    throw new Error(`moto did not start: ${String(reason)}\n${error}`);
  }
  // A test that fails before it stops the server must not keep jest running.
  connection.unref();
  return { port, stop: () => void connection.destroy() };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  server.close();
  return port;
}

/** The process that forks may have just been started. */
async function connected(path: string, deadline: number): Promise<Socket> {
  const connection = connect(path);
  try {
    await once(connection, "connect");
    return connection;
  } catch (error) {
    if (Date.now() > deadline) {
      throw error;
    }
    await wait(100);
    return connected(path, deadline);
  }
}

async function untilReady(port: number, connection: Socket, deadline: number): Promise<void> {
  for (;;) {
    if (connection.closed) {
      throw new Error("it has ended");
    }
    const response = await fetch(`http://127.0.0.1:${port}/moto-api/`).catch(() => undefined);
    if (response?.ok) {
      return;
    }
    if (Date.now() > deadline) {
      throw new Error(`no response within ${TIME_LIMIT / 1000} s`);
    }
    await wait(100);
  }
}
