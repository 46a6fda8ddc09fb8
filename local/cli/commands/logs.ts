import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { terminalText, wantsColours } from "../../log/terminal-text";
import type { AwsApi } from "../aws/aws-api";
import { AWS_OPTIONS, chosenApi } from "../aws/aws-options";
import { logGroupOf } from "../aws/lambda-api";
import { logEvents } from "../aws/log-events";
import type { Command } from "../command";
import { UsageError } from "../command";
import { explained } from "../aws/function-errors";
import type { LogSource } from "../targets/log-source";
import { logSource } from "../targets/log-source";
import { isAddress, namesOf, stacksFor } from "../targets/search-stacks";
import type { ReadOptions } from "../project/read-stacks";
import { STACK_OPTIONS, variableArguments } from "../variable-options";

const HELP = `Prints the log of a deployed function, or of another log group, from CloudWatch Logs. The log of
local functions is in the terminal of the runner.

Usage: cdktf-lambda-api logs <function | stage | log group> [<folder>] [options]

  <function>    name or ARN, as "npx cdktf output" shows it, Terraform address, or a construct with
                only one, as synthesised last
  <stage>       Terraform address, or a construct with only one: its access log
  <log group>   a name with a slash
  <folder>      of the project or stack, as "serve" takes it (default: the current one)

Options:
  --since TIME         events of the last seconds, minutes, hours or days (30s, 10m, 2h, 3d), or since
                       a time such as 2030-01-31T08:00:00Z (default 10m)
  --follow             go on with new events until Ctrl-C
  --stack NAME         the stack of an address or construct, if several have it
  --var NAME=VALUE     a Terraform variable (repeatable), as "serve" takes it
  --var-file FILE      values of Terraform variables (repeatable)
  --region REGION      default: that of the stack for an address or construct, otherwise AWS_REGION,
                       else us-east-1
  --endpoint-url URL   another endpoint for Lambda and CloudWatch Logs, without AWS credentials
  --help, --version

Exit status: 0 if the log was read, 1 if it could not be, 2 if the command line is wrong.
`;

/** CloudWatch Logs takes a few seconds to show an event; each request counts towards a quota. */
const PAUSE_MS = 2000;
/** Each log stream shows its events with a delay of its own: later ones of another may come first. */
const OVERLAP_MS = 10_000;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals, tokens } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        since: { type: "string", default: "10m" },
        follow: { type: "boolean", default: false },
        ...AWS_OPTIONS,
        ...STACK_OPTIONS,
      },
      tokens: true,
    });
    const [name, folder = ".", ...rest] = positionals;
    if (!name || rest.length > 0) {
      throw new UsageError("Name one function, stage or log group, and at most one folder.");
    }
    const since = timeOf(values.since, Date.now());
    const variables = variableArguments(tokens);
    const source = await sourceOf(name, { folder, wanted: values.stack, variables });
    const api = (service: string): AwsApi => chosenApi(service, values, source.region);
    const group = await groupOf(api("lambda"), source);
    process.stderr.write(`${group} on ${api("logs").name}\n`);
    await print(api("logs"), group, since, values.follow);
    return 0;
  },
};

/** What has the log, and why the stacks couldn't be searched. */
type Source = LogSource & { readonly unread?: string };

/**
 * The function or stage of the project, otherwise what AWS has under that name: the name or ARN of a
 * function has no slash.
 */
async function sourceOf(name: string, options: ReadOptions): Promise<Source> {
  const { stacks, unread } = await stacksFor(name, options);
  const found = logSource(stacks, name);
  if (found !== undefined) {
    return found;
  }
  if (isAddress(name)) {
    throw new Error(`${name} is not a function or a stage of ${namesOf(stacks)}.`);
  }
  return name.includes("/")
    ? { kind: "log group", logGroup: name }
    : { kind: "function", functionName: name, ...(unread !== undefined && { unread }) };
}

async function groupOf(lambda: AwsApi, source: Source): Promise<string> {
  if (source.kind === "log group") {
    return source.logGroup;
  }
  const { functionName, unread } = source;
  try {
    return await logGroupOf(lambda, functionName);
  } catch (error) {
    const failure = "has no log that can be found";
    throw await explained(error, { api: lambda, functionName, failure, unread });
  }
}

async function print(api: AwsApi, group: string, from: number, follow: boolean): Promise<void> {
  const colours = wantsColours(process.env);
  let newest = from;
  let printed: ReadonlySet<string> = new Set();
  for (;;) {
    const read = new Set<string>();
    const since = Math.max(from, newest - OVERLAP_MS);
    for await (const { eventId, timestamp, message } of logEvents(api, group, since)) {
      if (!printed.has(eventId) && !read.has(eventId)) {
        const time = new Date(timestamp).toISOString();
        process.stdout.write(`${time} ${terminalText(message.trimEnd(), { colours })}\n`);
      }
      read.add(eventId);
      newest = Math.max(newest, timestamp);
    }
    // Those of the overlap are read again.
    printed = read;
    if (!follow) {
      return;
    }
    await wait(PAUSE_MS);
  }
}

const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** @returns milliseconds since 1970 */
function timeOf(text: string, now: number): number {
  const [, amount, unit = ""] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const time =
    amount === undefined ? Date.parse(text) : now - Number(amount) * (UNITS[unit] ?? 0) * 1000;
  if (Number.isNaN(time) || time < 0) {
    throw new UsageError(
      `--since is "${text}"; allowed: a number with s, m, h or d, such as 10m, or a time such as 2030-01-31T08:00:00Z.`,
    );
  }
  return time;
}
