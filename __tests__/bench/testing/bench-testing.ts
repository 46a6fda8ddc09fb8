import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { JestFolder } from "../../local/testing/support/jest-folder";
import type { Scratch } from "../scratch";
import { median } from "../stats";
import { fixed, printTable, times, whole } from "../table";

const FIRST_AIM = 1000;
const RATIO_AIM = 1.5;
/** Requests around the one that is compared: a single one says little. */
const AROUND = 10;

interface Measured {
  /** Milliseconds from the call of serve() to the first response. */
  readonly first: number;
  /** Milliseconds of the requests after it. */
  readonly later: readonly number[];
}

/** Measures requests of a jest test: the first one, and whether later ones take longer. */
export function benchTesting(scratch: Scratch, quick: boolean): void {
  const last = quick ? 200 : 1500;
  const { first, later } = measure(path.join(scratch.folder, "testing"), last);
  const early = median(later.slice(AROUND, 3 * AROUND));
  const late = median(later.slice(-2 * AROUND));
  printTable(
    "Requests of a jest test (one Node.js function, milliseconds)",
    ["", "seen", "aim", "met"],
    [
      row("from serve() to the first response", whole(first), FIRST_AIM, first < FIRST_AIM),
      row("20th request", fixed(early, 1), "-", true),
      row(`${whole(last)}th request`, fixed(late, 1), "-", true),
      row(
        `${whole(last)}th by 20th`,
        times(late / early),
        times(RATIO_AIM),
        late / early <= RATIO_AIM,
      ),
    ],
  );
}

function measure(folder: string, last: number): Measured {
  mkdirSync(folder, { recursive: true });
  const result = path.join(folder, "result.json");
  const jest = new JestFolder(folder);
  jest.writeTest("requests.test.js", testOf(last, result));
  const { status, stderr } = jest.run();
  if (status !== 0) {
    throw new Error(`The test of the bench failed:\n${stderr}`);
  }
  return JSON.parse(readFileSync(result, "utf8")) as Measured;
}

function testOf(last: number, result: string): string {
  return `
test("requests", async () => {
  const { performance } = require("node:perf_hooks");
  let began = performance.now();
  const api = await serveStack();
  const later = [];
  let first;
  for (let count = 0; count < ${last + AROUND}; count += 1) {
    await (await api.fetch("GET /fn", { api: "http" })).text();
    const now = performance.now();
    first === undefined ? (first = now - began) : later.push(now - began);
    began = now;
  }
  require("node:fs").writeFileSync(${JSON.stringify(result)}, JSON.stringify({ first, later }));
});`;
}

function row(what: string, seen: string, aim: number | string, met: boolean): string[] {
  return [what, seen, String(aim), aim === "-" ? "" : met ? "yes" : "NO"];
}
