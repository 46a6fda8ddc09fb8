import { times } from "../table";
import { floorName } from "./contestants";
import type { Measurement } from "./measure";
import { SERVERLESS_OFFLINE } from "./reference";

/** One thing that the runner shall do, and whether this run saw it. */
export interface Aim {
  readonly what: string;
  readonly seen: string;
  readonly met: boolean;
}

const READY_MILLISECONDS = 1000;
const WARM_MEGABYTES = 120;
const FLOOR_RATIO = 1.5;
const OFFLINE_RATIO = 4;

/**
 * The aims of one runner contestant. The one by serverless-offline is judged by its recorded figure;
 * what is left of it when that is scaled to this machine is told beside it.
 */
export function aims(runner: Measurement, all: readonly Measurement[], scale: number): Aim[] {
  const { serves, name } = runner.contestant;
  if (!serves) {
    throw new Error(`${name} has no aims.`);
  }
  const floor = all.find(({ contestant }) => contestant.name === floorName(serves.language));
  if (!floor) {
    throw new Error(`${floorName(serves.language)} was not measured.`);
  }
  const overOffline = runner.at16.requestsPerSecond / SERVERLESS_OFFLINE[serves.language].at16;
  const behind = (at: "at1" | "at16"): number =>
    floor[at].requestsPerSecond / runner[at].requestsPerSecond;
  const floorAim = (at: "at1" | "at16", connections: string): Aim => ({
    what: `throughput of ${floor.contestant.name} at most ${FLOOR_RATIO}x, ${connections}`,
    seen: times(behind(at)),
    met: behind(at) <= FLOOR_RATIO,
  });
  return [
    {
      what: `at least ${OFFLINE_RATIO}x serverless-offline, 16 connections`,
      seen: `${times(overOffline)} (scaled ${times(overOffline / scale)})`,
      met: overOffline >= OFFLINE_RATIO,
    },
    floorAim("at16", "16 connections"),
    floorAim("at1", "1 connection"),
    {
      what: "ready within 1 s",
      seen: `${Math.round(runner.ready)} ms`,
      met: runner.ready < READY_MILLISECONDS,
    },
    {
      what: `under ${WARM_MEGABYTES} MB with one warm function (sum of RSS)`,
      seen: `${Math.round(runner.warm.rss)} MB`,
      met: runner.warm.rss < WARM_MEGABYTES,
    },
  ];
}
