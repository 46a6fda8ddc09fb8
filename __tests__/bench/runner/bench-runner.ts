import type { Scratch } from "../scratch";
import { fixed, printTable, times, whole } from "../table";
import { aims } from "./aims";
import { contestants, floorName } from "./contestants";
import type { Measurement } from "./measure";
import { measure } from "./measure";
import type { TreeMemory } from "./process-tree";
import { BARE_SERVER_THERE, SERVERLESS_OFFLINE } from "./reference";

const QUICK = { rounds: 1, seconds: 1 };
const THOROUGH = { rounds: 3, seconds: 3 };

/** Compares the local runner with what its speed and size are owed to, and judges its aims. */
export async function benchRunner(scratch: Scratch, quick: boolean): Promise<void> {
  const all = await measure(contestants(scratch.folder), scratch, quick ? QUICK : THOROUGH);
  printStarts(all);
  printLoad(all);
  printReference(all);
  printAims(all);
}

function printStarts(all: readonly Measurement[]): void {
  printTable(
    "Start-up in ms, memory of the whole process tree in MB: RSS (PSS)",
    ["", "ready, first start", "ready", "first response", "one function warm", "after load"],
    all.map(({ contestant, firstReady, ready, firstResponse, warm, loaded }) => [
      contestant.name,
      whole(firstReady),
      whole(ready),
      whole(firstResponse),
      memory(warm),
      memory(loaded),
    ]),
  );
}

function memory({ rss, pss }: TreeMemory): string {
  return pss === undefined ? whole(rss) : `${whole(rss)} (${whole(pss)})`;
}

function printLoad(all: readonly Measurement[]): void {
  const columns = ["req/s", "p50", "p99", "of floor"];
  printTable(
    "Load by 1 and by 16 connections, p50 and p99 in ms; the floor has four children of the language",
    ["", ...columns.map((name) => `1: ${name}`), ...columns.map((name) => `16: ${name}`)],
    all.map((row) => [
      row.contestant.name,
      ...loadCells(row, all, "at1"),
      ...loadCells(row, all, "at16"),
    ]),
  );
}

function loadCells(
  row: Measurement,
  all: readonly Measurement[],
  at: "at1" | "at16",
): readonly string[] {
  const { requestsPerSecond, p50, p99 } = row[at];
  const language = row.contestant.serves?.language;
  const floor = language && all.find(({ contestant }) => contestant.name === floorName(language));
  const share = floor ? times(requestsPerSecond / floor[at].requestsPerSecond) : "";
  return [whole(requestsPerSecond), fixed(p50, 2), fixed(p99, 2), share];
}

/** Figures of another machine count for as much as the bare server is faster or slower there. */
function scaleOf(all: readonly Measurement[]): number {
  const [bare] = all;
  if (!bare) {
    throw new Error("The bare server was not measured.");
  }
  return bare.at16.requestsPerSecond / BARE_SERVER_THERE;
}

function printReference(all: readonly Measurement[]): void {
  const scale = scaleOf(all);
  printTable(
    `serverless-offline, recorded on another machine; scaled by the bare server's ${times(scale)}`,
    ["", "1: req/s", "1: scaled", "16: req/s", "16: scaled"],
    Object.entries(SERVERLESS_OFFLINE).map(([language, { at1, at16 }]) => [
      language,
      ...[at1, at1 * scale, at16, at16 * scale].map(whole),
    ]),
  );
}

function printAims(all: readonly Measurement[]): void {
  const runners = all.filter(({ contestant }) => contestant.serves);
  printTable(
    "Aims",
    ["", "seen", ""],
    runners.flatMap((runner) =>
      aims(runner, all, scaleOf(all)).map(({ what, seen, met }) => [
        `${runner.contestant.name}: ${what}`,
        seen,
        met ? "met" : "missed",
      ]),
    ),
  );
}
