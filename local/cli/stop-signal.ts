import { spawn } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM"] as const;
/** npm forwards a Ctrl-C to its script, which has already received it from the terminal. */
const ECHO_MILLISECONDS = 300;

/**
 * Aborted by the first SIGINT or SIGTERM. The next one ends the process at once: the system's
 * default action needs no code of ours, so it works however busy the process is.
 */
export function stopSignal(): AbortSignal {
  const controller = new AbortController();
  let stoppedAt = 0;
  const stop = (signal: NodeJS.Signals): void => {
    if (!controller.signal.aborted) {
      stoppedAt = performance.now();
      controller.abort();
      setTimeout(() => setImmediate(awaitSecond), ECHO_MILLISECONDS).unref();
    } else if (performance.now() - stoppedAt > ECHO_MILLISECONDS) {
      leaveToSystem();
      process.kill(process.pid, signal);
    }
  };
  const leaveToSystem = (): void => {
    for (const signal of SIGNALS) {
      process.off(signal, stop);
    }
  };
  const awaitSecond = (): void => {
    leaveToSystem();
    process.stderr.write(
      "Waiting for running requests to finish. Ctrl-C again ends everything at once.\n",
    );
  };
  for (const signal of SIGNALS) {
    process.on(signal, stop);
  }
  endWithTerminal();
  return controller.signal;
}

/** Waits until the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
    } else {
      signal.addEventListener("abort", () => resolve(), { once: true });
    }
  });
}

/**
 * Lets a second Ctrl-C in the terminal end this process even if it is too busy to notice the first:
 * a shell gets both too, and kills the process. The shell ends with this process.
 */
function endWithTerminal(): void {
  const shell = spawn("/bin/sh", ["-c", INTERRUPTS, "local-interrupts", String(process.pid)], {
    stdio: ["pipe", "ignore", "ignore"],
    env: { PATH: process.env.PATH },
  });
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  shell.on("error", () => undefined);
  shell.stdin?.on("error", () => undefined);
}

/** Not `read`: in some shells a signal ends it, which looks like the end of input. */
const INTERRUPTS = `
exec 3<&0
trap 'n=$((n + 1)); [ "$n" -lt 2 ] || kill -KILL "$1"' INT
cat <&3 3<&- &
while kill -0 "$!"; do wait "$!"; done
`;
