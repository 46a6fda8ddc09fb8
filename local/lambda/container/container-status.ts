import { constants } from "node:os";
import type { ExitStatus } from "../sandbox/function-errors";

/** Exit statuses of the engine's command itself: it couldn't run the container or its program. */
const NOT_STARTED = [125, 126, 127];
const SIGNALLED = 128;

/** What an exit status of the engine's command says about the process in the container. */
export function containerStatus(code: number): ExitStatus {
  if (NOT_STARTED.includes(code)) {
    return { kind: "not started", reason: `the container didn't start (exit status ${code})` };
  }
  const signal = Object.entries(constants.signals).find(([, one]) => one === code - SIGNALLED);
  return signal ? { kind: "signal", signal: signal[0] as NodeJS.Signals } : { kind: "code", code };
}
