import type { Scratch } from "../scratch";
import { median } from "../stats";
import type { Contestant } from "./contestants";
import type { LoadResult } from "./load";
import { load } from "./load";
import type { TreeMemory } from "./process-tree";
import { treeMemory } from "./process-tree";
import type { StartedServer } from "./started-server";
import { start } from "./started-server";

/** What was seen of a contestant: medians of several runs. */
export interface Measurement {
  readonly contestant: Contestant;
  /** Milliseconds of the very first start, which compiles TypeScript that has changed. */
  readonly firstReady: number;
  /** Milliseconds of those after it. */
  readonly ready: number;
  readonly firstResponse: number;
  /** After one request. */
  readonly warm: TreeMemory;
  /** After all load. */
  readonly loaded: TreeMemory;
  readonly at1: LoadResult;
  readonly at16: LoadResult;
}

/** How much is run. */
export interface Effort {
  readonly rounds: number;
  readonly seconds: number;
}

interface Running {
  readonly contestant: Contestant;
  readonly firstReady: number;
  readonly starts: readonly StartedServer[];
  readonly server: StartedServer;
  readonly warm: TreeMemory;
  readonly at1: LoadResult[];
  readonly at16: LoadResult[];
}

/**
 * Measures all contestants in turns, so that what else happens on the machine happens to each of
 * them.
 */
export async function measure(
  contestants: readonly Contestant[],
  scratch: Scratch,
  { rounds, seconds }: Effort,
): Promise<Measurement[]> {
  const running: Running[] = [];
  for (const contestant of contestants) {
    running.push(await begin(contestant, scratch, rounds));
  }
  for (const { server } of running) {
    await load(server.target, 16, seconds);
  }
  for (let round = 0; round < rounds; round += 1) {
    for (const { server, at1, at16 } of running) {
      at1.push(await load(server.target, 1, seconds));
      at16.push(await load(server.target, 16, seconds));
    }
  }
  const measured = running.map(measurement);
  for (const { server } of running) {
    await server.stop();
  }
  return measured;
}

/** Starts a contestant several times, for the time that takes; the last one stays. */
async function begin(contestant: Contestant, scratch: Scratch, rounds: number): Promise<Running> {
  let server = await start(contestant, scratch);
  const firstReady = server.ready;
  const starts: StartedServer[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await server.stop();
    server = await start(contestant, scratch);
    starts.push(server);
  }
  const warm = treeMemory(server.pid);
  return { contestant, firstReady, starts, server, warm, at1: [], at16: [] };
}

function measurement(running: Running): Measurement {
  const { contestant, firstReady, starts, server, warm, at1, at16 } = running;
  return {
    contestant,
    firstReady,
    ready: median(starts.map(({ ready }) => ready)),
    firstResponse: median(starts.map(({ firstResponse }) => firstResponse)),
    warm,
    loaded: treeMemory(server.pid),
    at1: medians(at1),
    at16: medians(at16),
  };
}

function medians(results: readonly LoadResult[]): LoadResult {
  const of = (key: keyof LoadResult): number => median(results.map((result) => result[key]));
  return { requestsPerSecond: of("requestsPerSecond"), p50: of("p50"), p99: of("p99") };
}
