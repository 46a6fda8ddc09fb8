import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeWherePossible } from "./describe-where-possible";

// To import them takes five times as long.
const PROBE = "from importlib.util import find_spec as f; exit(not (f('moto') and f('flask')))";

/** Why moto's server can't be started here; undefined if it can. */
export function missingMoto(): string | undefined {
  return spawnSync("python3", ["-c", PROBE]).status === 0
    ? undefined
    : "python3 has no moto server (pip install 'moto[server]')";
}

/** Describes what needs moto's server. */
export function describeWithMoto(title: string, body: () => void): void {
  describeWherePossible(title, missingMoto(), body);
}

/**
 * Starts the process from which moto's servers are forked. It loads moto for the first of them, and
 * ends with this process.
 * @returns the socket on which it listens
 */
export function startMotoForks(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "moto-"));
  const socket = path.join(folder, "forks");
  const child = spawn("python3", [path.join(__dirname, "moto-forks.py"), socket], {
    stdio: ["pipe", "ignore", "ignore"],
  });
  // Where there is no Python, the tests that need moto are skipped.
  child.on("error", () => undefined);
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return socket;
}
