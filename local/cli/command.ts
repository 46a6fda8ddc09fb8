import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { nearest } from "../terraform/nearest";

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

/** Runs a command as terminals expect, and ends with its exit status. */
export function runCommand(command: Command, args: string[] = process.argv.slice(2)): void {
  void statusOf(command, args).then((status) => {
    process.exitCode = status;
  });
}

/**
 * Runs a command: `--help` and `--version`, results on stdout, one clear message on stderr and a
 * non-zero exit status on failure.
 * @returns the exit status
 */
export async function statusOf(
  { help, run, misuse = 2 }: Command,
  args: string[],
): Promise<number> {
  if (args.includes("--help")) {
    process.stdout.write(help);
    return 0;
  }
  if (args.includes("--version")) {
    process.stdout.write(`${version()}\n`);
    return 0;
  }
  try {
    return await run(args);
  } catch (error) {
    process.stderr.write(`${messageOf(error, help)}\n`);
    if (!isMisuse(error)) {
      return 1;
    }
    process.stderr.write("Try --help.\n");
    return misuse;
  }
}

/** Node.js's own message for an unknown option explains how to pass it as an argument. */
function messageOf(error: unknown, help: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const [, option] = /Unknown option '(-[^']+)'/.exec(message) ?? [];
  if (option === undefined || !isMisuse(error)) {
    return message;
  }
  const like = nearest(option, help.match(/--[a-z][a-z-]+/g) ?? []);
  return `Unknown option ${option}.${like === undefined ? "" : ` Did you mean ${like}?`}`;
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
