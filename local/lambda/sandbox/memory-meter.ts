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
  const status = readQuietly(`/proc/${pid}/status`);
  // A process that has ended, and that nobody has waited for, has a status without memory.
  const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes);
}

function readQuietly(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
