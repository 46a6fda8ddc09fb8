const POLL_MS = 20;

/** Waits for a condition that something else brings about, and that may ask a server. */
export async function eventually(
  isSo: () => Promise<boolean> | boolean,
  milliseconds = 20_000,
): Promise<void> {
  const deadline = Date.now() + milliseconds;
  while (!(await isSo())) {
    if (Date.now() > deadline) {
      throw new Error(`Not within ${milliseconds} ms: ${isSo}`);
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
