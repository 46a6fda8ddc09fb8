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
      kilobytes = peakMemory(pid) ?? kilobytes;
    }
    return kilobytes;
  };
}

function peakMemory(pid: number | undefined): number | undefined {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "latin1");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]);
  } catch {
    return undefined;
  }
}
