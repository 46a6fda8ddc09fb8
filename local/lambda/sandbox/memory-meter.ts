import { readFileSync } from "node:fs";

const MEASURE_EVERY_MS = 1000;

/**
 * Peak memory of a process in kilobytes, measured at most once a second; 0 on systems other than
 * Linux.
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

/** Current memory of a process in kilobytes; 0 on systems other than Linux. */
export function residentMemory(pid: number | undefined): number {
  return readStatus(pid, "VmRSS") ?? 0;
}

function readStatus(pid: number | undefined, field: "VmHWM" | "VmRSS"): number | undefined {
  const status = readQuietly(`/proc/${pid}/status`);
  // The status of a zombie process has no memory fields.
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
