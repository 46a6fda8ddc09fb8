/** What is under way when something stops gets so long to end. */
const STOP_MILLISECONDS = 5_000;

/** Resolves when a stop waits no longer. */
export type Late = Promise<void>;

/** Runs what waits until `late` resolves at most: after this time. */
export async function limited(
  milliseconds: number,
  run: (late: Late) => Promise<unknown>,
): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  try {
    await run(late);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Stops something whose work under way gets five seconds to end.
 * @param late of the stop that this one is a part of. @default five seconds from now
 */
export async function stopping(stop: (late: Late) => Promise<unknown>, late?: Late): Promise<void> {
  await (late ? stop(late) : limited(STOP_MILLISECONDS, stop));
}

/**
 * Rejects when the signal is aborted, and never resolves. Who races something against it doesn't wait
 * for an endpoint that hangs.
 */
export function rejectedAtStop(signal: AbortSignal | undefined): Promise<never> {
  const rejected = new Promise<never>((_, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
  });
  // Nobody may be waiting.
  rejected.catch(() => undefined);
  return rejected;
}
