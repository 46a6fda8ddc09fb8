import { readFileSync } from "node:fs";
import path from "node:path";

/** The command line is wrong: its message is followed by a hint to --help; exit status 2. */
export class UsageError extends Error {}

/**
 * Runs a command as terminals expect: `--help` and `--version`, results on stdout, one
 * clear message on stderr and a non-zero exit status on failure.
 * @param misuse exit status for a command line that can't be understood
 */
export function runCommand(
  help: string,
  run: (args: string[]) => Promise<number>,
  misuse = 2,
): void {
  const args = process.argv.slice(2);
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
  const file = path.join(__dirname, "../../package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
