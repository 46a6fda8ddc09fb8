import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { statusOf } from "../../../../local/cli/command";
import { command as serve } from "../../../../local/cli/commands/serve";
import type * as stopSignalModule from "../../../../local/cli/stop-signal";

// Signals are for the process of the tests.
jest.mock<typeof stopSignalModule>("../../../../local/cli/stop-signal", () => ({
  ...jest.requireActual<typeof stopSignalModule>("../../../../local/cli/stop-signal"),
  stopSignal: () => (mockStopping = new AbortController()).signal,
}));
let mockStopping: AbortController;

export { serve };

/** The command `serve` in the test's process, and what it has printed so far. */
export interface ServingInProcess {
  /** URL of each stage. */
  readonly urls: Readonly<Record<string, string>>;
  readonly seen: { readonly stdout: string; readonly stderr: string };
  /** Waits for a text; throws with all that was printed if the command ends before. */
  until(stream: "stdout" | "stderr", text: string): Promise<void>;
  /** Ends it as a signal does. */
  stop(): Promise<void>;
}

/** Serves on free ports in the test's process, and waits until it is ready. One at a time. */
export async function servingInProcess(
  args: readonly string[],
  { endpoints, cwd, env }: { endpoints: string; cwd?: string; env?: NodeJS.ProcessEnv },
): Promise<ServingInProcess> {
  const restore = surround(cwd, env);
  const output = new Output();
  const options = ["--port", "0", "--endpoints-file", endpoints];
  const ended = statusOf(serve, [...args, ...options]).then(() => output.end());
  const stop = async () => {
    mockStopping.abort();
    await ended;
    output.restore();
    restore();
  };
  try {
    await output.until("stdout", "Lambda API:");
  } catch (error) {
    await stop();
    throw error;
  }
  const urls = JSON.parse(readFileSync(endpoints, "utf8")) as Record<string, string>;
  return { urls, seen: output.seen, until: (stream, text) => output.until(stream, text), stop };
}

/** @returns what takes it back */
function surround(cwd = process.cwd(), env: NodeJS.ProcessEnv = {}): () => void {
  const before = { cwd: process.cwd(), env: process.env };
  process.chdir(cwd);
  process.env = { ...process.env, ...env };
  // The command ends its process.
  const exit = jest.spyOn(process, "exit").mockReturnValue(undefined as never);
  return () => {
    process.chdir(before.cwd);
    process.env = before.env;
    exit.mockRestore();
  };
}

class Output {
  readonly seen = { stdout: "", stderr: "" };
  private hasEnded = false;
  private readonly changes = new EventEmitter();
  private readonly spies = (["stdout", "stderr"] as const).map((stream) =>
    jest.spyOn(process[stream], "write").mockImplementation((text) => {
      this.seen[stream] += String(text);
      return this.changes.emit("change");
    }),
  );

  async until(stream: "stdout" | "stderr", text: string): Promise<void> {
    while (!this.seen[stream].includes(text)) {
      if (this.hasEnded) {
        throw new Error(`serve ended:\n${this.seen.stdout}${this.seen.stderr}`);
      }
      await once(this.changes, "change");
    }
  }

  end(): void {
    this.hasEnded = true;
    this.changes.emit("change");
  }

  restore(): void {
    this.spies.forEach((spy) => spy.mockRestore());
  }
}
