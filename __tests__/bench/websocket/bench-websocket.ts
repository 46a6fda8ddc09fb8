import { readFileSync } from "node:fs";
import { Crowd, storm } from "../../local/gateway/websocket-api/support/crowd";
import type { LaunchedServer } from "../runner/started-server";
import type { Scratch } from "../scratch";
import { median, percentile } from "../stats";
import { fixed, printTable, whole } from "../table";
import { contestants, type Contestant } from "./contestants";

interface Effort {
  readonly rounds: number;
  /** Of a round, in seconds. */
  readonly seconds: number;
  /** Of the steady load. */
  readonly connections: number;
  readonly steadySeconds: number;
  readonly visits: number;
}

interface Running {
  readonly name: string;
  readonly server: LaunchedServer;
  /** Per second, of each round. */
  readonly connections: number[];
  readonly messages: number[];
  readonly milliseconds: number[];
}

const QUICK: Effort = { rounds: 1, seconds: 1, connections: 100, steadySeconds: 2, visits: 200 };
const THOROUGH: Effort = {
  rounds: 3,
  seconds: 3,
  connections: 2_000,
  steadySeconds: 60,
  visits: 10_000,
};
const WARM_UP_ROUNDS = 2;
const OPENED = 300;
const OPENING = 50;
const CONVERSING = 16;
const PER_SECOND = 200;
const STORM_SECONDS = 10;

/** Connections and messages of WebSocket APIs, beside serverless-offline, and the runner under load. */
export async function benchWebSocket(scratch: Scratch, quick: boolean): Promise<void> {
  const effort = quick ? QUICK : THOROUGH;
  const all = contestants(scratch);
  const speeds = await speedsOf(all, effort);
  const loads: string[][] = [];
  const storms: string[][] = [];
  for (const contestant of all.filter(({ isPeer }) => !isPeer)) {
    const { load, visits } = await underLoad(contestant, effort);
    loads.push([contestant.name, ...load]);
    storms.push([contestant.name, ...visits]);
  }
  printTable(
    `${OPENING} clients that connect, and ${CONVERSING} that each wait for their message; in ms`,
    ["", "connections/s", "messages/s", "p50", "p99"],
    speeds,
  );
  printTable(
    `${whole(effort.connections)} connections, ${PER_SECOND} messages/s each way; in ms`,
    ["", "sent", "lost", "doubled", "strange", "p50", "p99", "KB per idle connection"],
    loads,
  );
  printTable(
    `${whole(effort.visits)} clients in ${STORM_SECONDS} s that connect and disconnect; in ms`,
    ["", "failed", "seconds", "p50", "p99"],
    storms,
  );
}

/** Measures all in turns, so that what else happens on the machine happens to each of them. */
async function speedsOf(
  all: readonly Contestant[],
  { rounds, seconds }: Effort,
): Promise<string[][]> {
  const running: Running[] = [];
  for (const { name, start } of all) {
    running.push({ name, server: await start(), connections: [], messages: [], milliseconds: [] });
  }
  // Sandboxes start during the first rounds.
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    for (const { server, connections, messages, milliseconds } of running) {
      const opened = await open(server);
      const exchanged = await converse(server, seconds);
      if (round >= 0) {
        connections.push((OPENED * 1_000) / opened);
        messages.push(exchanged.length / seconds);
        milliseconds.push(...exchanged);
      }
    }
  }
  await Promise.all(running.map(({ server }) => server.stop()));
  return running.map(({ name, connections, messages, milliseconds }) => [
    name,
    whole(median(connections)),
    whole(median(messages)),
    ...tails(milliseconds),
  ]);
}

async function open({ url }: LaunchedServer): Promise<number> {
  const crowd = new Crowd(url);
  const milliseconds = await crowd.open(OPENED, OPENING);
  crowd.vanish();
  return milliseconds;
}

async function converse({ url }: LaunchedServer, seconds: number): Promise<readonly number[]> {
  const crowd = new Crowd(url);
  await crowd.open(CONVERSING, CONVERSING);
  const { milliseconds } = await crowd.converse(seconds);
  crowd.vanish();
  return milliseconds;
}

async function underLoad({ name, start }: Contestant, effort: Effort) {
  const server = await start();
  try {
    const crowd = new Crowd(server.url);
    await crowd.open(CONVERSING, CONVERSING);
    await crowd.converse(1);
    const before = residentKilobytes(server.pid);
    await crowd.open(effort.connections - CONVERSING, OPENING);
    const idle = (residentKilobytes(server.pid) - before) / (effort.connections - CONVERSING);
    const { sent, lost, doubled, strange, milliseconds } = await crowd.exchange(
      PER_SECOND,
      effort.steadySeconds,
    );
    crowd.vanish();
    const wrong = [lost, doubled, strange].map(whole);
    const visits = await storm(server.url, effort.visits / STORM_SECONDS, STORM_SECONDS);
    const [firstFailure] = visits.failures;
    if (firstFailure !== undefined) {
      process.stdout.write(`\n${name}: the first handshake that failed: ${firstFailure}\n`);
    }
    return {
      load: [whole(sent), ...wrong, ...tails(milliseconds), fixed(idle, 1)],
      visits: [
        whole(visits.failures.length),
        fixed(visits.seconds, 1),
        ...tails(visits.milliseconds),
      ],
    };
  } finally {
    await server.stop();
  }
}

function tails(milliseconds: readonly number[]): string[] {
  return [50, 99].map((percent) => fixed(percentile(milliseconds, percent), 2));
}

/** Of the runner alone, without its sandboxes. */
function residentKilobytes(pid: number): number {
  const [, kilobytes = ""] =
    /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes);
}
