import { readFileSync } from "node:fs";

const MEASURE_EVERY_MS = 1000;

/**
 * Peak memory of a process in kilobytes, measured at most once a second; 0 where the system
 * doesn't tell it (only Linux does).
 */
export function memoryMeter(pid: number | undefined): () => number {
  let measuredAt = -Infinity;
  let kilobytes = 0;
  return () => {
    if (performance.now() - measuredAt >= MEASURE_EVERY_MS) {
      measuredAt = performance.now();
      kilobytes = readStatus(pid, "VmHWM") ?? kilobytes;
    }
    return kilobytes;
  };
}

/** Memory that a process has now, in kilobytes; 0 where the system doesn't tell it. */
export function residentMemory(pid: number | undefined): number {
  return readStatus(pid, "VmRSS") ?? 0;
}

function readStatus(pid: number | undefined, field: "VmHWM" | "VmRSS"): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1]);
  } catch {
    return undefined;
  }
}
