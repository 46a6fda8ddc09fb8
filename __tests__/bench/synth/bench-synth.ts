import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Scratch } from "../scratch";
import { fixed, printTable, times, whole } from "../table";
import type { Pair } from "./apis";
import { httpApi, restApis } from "./apis";
import { appStack } from "./app";
import type { Comparison } from "./compare";
import { compare } from "./compare";
import { synthSteps } from "./steps";

const QUICK = { rounds: 3, starts: 1 };
const THOROUGH = { rounds: 20, starts: 5 };
const ROUTES = [1, 100, 300];
const MOST_RATIO = 1.2;

interface Row extends Comparison {
  readonly name: string;
  readonly routes?: number;
  /** Our resources that each further route adds. */
  readonly perRoute?: number;
}

/** Compares the constructs with raw CDKTF resources, and takes `cdktf synth` apart. */
export function benchSynth(scratch: Scratch, quick: boolean): void {
  const { rounds, starts } = quick ? QUICK : THOROUGH;
  const folder = path.join(scratch.folder, "cdktf.out");
  mkdirSync(folder);
  const measure = (pair: Pair): Comparison => compare(pair, folder, rounds);

  const rows: Row[] = [
    // Here raw gets every reference, and each API's document, as a text that is made already.
    { name: "the app, stack dev (raw: of plain text)", ...measure(appStack(folder)) },
    ...grow("HTTP API", (routes) => measure(httpApi(routes))),
    ...grow("REST API", (routes) => measure(restApis(routes))),
  ];
  printComparisons(rows, rounds);
  printAims(rows);
  printSteps(folder, starts);
}

function grow(kind: string, measure: (routes: number) => Comparison): Row[] {
  const rows = ROUTES.map((routes) => ({
    name: `${kind}, ${routes} ${routes === 1 ? "route" : "routes"}`,
    routes,
    ...measure(routes),
  }));
  const [least] = rows;
  return rows.map((row) => {
    if (!least || row === least) {
      return row;
    }
    const added = row.ours.resources - least.ours.resources;
    return { ...row, perRoute: added / (row.routes - least.routes) };
  });
}

function printComparisons(rows: readonly Row[], rounds: number): void {
  printTable(
    `To construct and synthesise in ms, the least of ${rounds} runs in turns: our constructs, and raw CDKTF resources`,
    ["", "ours", "raw", "ratio", "our resources", "raw resources", "a further route adds"],
    rows.map(({ name, ours, raw, perRoute }) => [
      name,
      fixed(ours.milliseconds, 1),
      fixed(raw.milliseconds, 1),
      times(ours.milliseconds / raw.milliseconds),
      whole(ours.resources),
      whole(raw.resources),
      perRoute === undefined ? "" : fixed(perRoute, 2),
    ]),
  );
}

function printAims(rows: readonly Row[]): void {
  const largest = rows.filter(({ routes }) => routes === Math.max(...ROUTES));
  printTable(
    "Aims",
    ["", "seen", ""],
    largest.flatMap(({ name, ours, raw, perRoute = NaN }) => {
      const ratio = ours.milliseconds / raw.milliseconds;
      return [
        [
          `${name}: at most ${MOST_RATIO}x raw resources`,
          times(ratio),
          verdict(ratio <= MOST_RATIO),
        ],
        [`${name}: at most one resource a route`, fixed(perRoute, 2), verdict(perRoute <= 1)],
      ];
    }),
  );
}

function printSteps(folder: string, rounds: number): void {
  printTable(
    "cdktf synth of the app's stack dev by step, in ms",
    ["", "ms"],
    synthSteps(folder, rounds).map(({ name, milliseconds }) => [name, whole(milliseconds)]),
  );
}

function verdict(met: boolean): string {
  return met ? "met" : "missed";
}
