import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { terminalText, wantsColours } from "../../log/terminal-text";
import type { AwsApi } from "../aws/aws-api";
import { awsApi, otherApi, regionOf } from "../aws/aws-api";
import { logGroupOf } from "../aws/lambda-api";
import { logEvents } from "../aws/log-events";
import type { Command } from "../command";
import { UsageError } from "../command";
import { explained } from "../aws/function-errors";

const HELP = `Prints the log of a deployed function, or of another log group, from CloudWatch Logs. The log of
local functions is in the terminal of the runner.

Usage: cdktf-lambda-api logs <function | log group> [options]

  <function>    name or ARN, as "npx cdktf output" shows it
  <log group>   a name with a slash, such as that of a stage's access log

Options:
  --since TIME         events of the last seconds, minutes, hours or days (30s, 10m, 2h, 3d), or since
                       a time such as 2030-01-31T08:00:00Z (default 10m)
  --follow             go on with new events until Ctrl-C
  --region REGION      default: AWS_REGION, else us-east-1
  --endpoint-url URL   another endpoint for Lambda and CloudWatch Logs, without AWS credentials
  --help, --version

Exit status: 0 if the log was read, 1 if it could not be, 2 if the command line is wrong.
`;

/** CloudWatch Logs takes a few seconds to show an event; each request counts towards a quota. */
const PAUSE_MS = 2000;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        since: { type: "string", default: "10m" },
        follow: { type: "boolean", default: false },
        region: { type: "string" },
        "endpoint-url": { type: "string" },
      },
    });
    const [name, ...rest] = positionals;
    if (!name || rest.length > 0) {
      throw new UsageError("Name one function or log group.");
    }
    const since = timeOf(values.since, Date.now());
    const api = (service: string): AwsApi => {
      const region = regionOf(values.region);
      const url = values["endpoint-url"];
      return url === undefined ? awsApi(service, region) : otherApi(service, region, url);
    };
    const group = await groupOf(api("lambda"), name);
    process.stderr.write(`${group} on ${api("logs").name}\n`);
    await print(api("logs"), group, since, values.follow);
    return 0;
  },
};

/** The name or ARN of a function has no slash. */
async function groupOf(lambda: AwsApi, name: string): Promise<string> {
  if (name.includes("/")) {
    return name;
  }
  try {
    return await logGroupOf(lambda, name);
  } catch (error) {
    throw await explained(error, {
      api: lambda,
      functionName: name,
      failure: "has no log that can be found",
    });
  }
}

async function print(api: AwsApi, group: string, from: number, follow: boolean): Promise<void> {
  const colours = wantsColours(process.env);
  let since = from;
  let printed: ReadonlySet<string> = new Set();
  for (;;) {
    const read = new Set<string>();
    for await (const { eventId, timestamp, message } of logEvents(api, group, since)) {
      if (!printed.has(eventId) && !read.has(eventId)) {
        const time = new Date(timestamp).toISOString();
        process.stdout.write(`${time} ${terminalText(message.trimEnd(), { colours })}\n`);
      }
      read.add(eventId);
      since = Math.max(since, timestamp);
    }
    // Those of the latest time are read again.
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
