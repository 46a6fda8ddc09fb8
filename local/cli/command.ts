import { existsSync, readFileSync } from "node:fs";
import path from "node:path";

/** The command line is wrong: its message is followed by a hint to --help; exit status 2. */
export class UsageError extends Error {}

/** What a command line runs. */
export interface Command {
  readonly help: string;
  /** @returns the exit status */
  readonly run: (args: string[]) => Promise<number>;
  /** Exit status for a command line that can't be understood. @default 2 */
  readonly misuse?: number;
}

/**
 * Runs a command as terminals expect: `--help` and `--version`, results on stdout, one
 * clear message on stderr and a non-zero exit status on failure.
 */
export function runCommand(
  { help, run, misuse = 2 }: Command,
  args: string[] = process.argv.slice(2),
): void {
  if (args.includes("--help")) {
    process.stdout.write(help);
    return;
  }
  if (args.includes("--version")) {
    process.stdout.write(`${version()}\n`);
    return;
  }
  run(args).then(
    (status) => {
      process.exitCode = status;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      const misused = isMisuse(error);
      if (misused) {
        process.stderr.write("Try --help.\n");
      }
      process.exitCode = misused ? misuse : 1;
    },
  );
}

function isMisuse(error: unknown): boolean {
  if (error instanceof UsageError) {
    return true;
  }
  const code = (error as { code?: unknown }).code;
  return typeof code === "string" && code.startsWith("ERR_PARSE_ARGS");
}

function version(): string {
  return (JSON.parse(readFileSync(packageFile(__dirname), "utf8")) as { version: string }).version;
}

/** The package.json above a folder: compiled code has one folder more above it than its source. */
function packageFile(folder: string): string {
  const file = path.join(folder, "package.json");
  return existsSync(file) ? file : packageFile(path.dirname(folder));
}
