import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { terminalText, wantsColours } from "../../log/terminal-text";
import type { AwsApi } from "../aws/aws-api";
import { NoCredentialsError } from "../aws/aws-api";
import { invokeFunction, lambdaApi } from "../aws/lambda-api";
import type { Command } from "../command";
import { UsageError } from "../command";
import { scheduledInvocation } from "../targets/invoke-schedule";
import { explained } from "../aws/function-errors";

const HELP = `Invokes a function, prints its response on stdout and the tail of its log on stderr.

Usage: cdktf-lambda-api invoke <function> [<event>] [options]
       cdktf-lambda-api invoke --schedule NAME

  <function>            name or ARN, as "npx cdktf output" and the local runner's table show it
  <event>               JSON that the handler gets, for example '{"name":"Ada"}' (default {})

The function is invoked on the local runner that was started in this folder, or on AWS if no runner is up.

Options:
  --schedule NAME       invoke the function of a schedule (a name or Terraform address of a rule or
                        schedule) with its event, on the local runner
  --event FILE          read the event from a file (- reads standard input)
  --region REGION       invoke on AWS in this region, even if the local runner is up
                        (default without a runner: AWS_REGION, else us-east-1)
  --endpoint-url URL    invoke on another Lambda API, without AWS credentials
  --help, --version

Exit status: 0 if the function succeeded, 1 if it failed or could not be invoked, 2 if the command
line is wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        event: { type: "string" },
        "endpoint-url": { type: "string" },
        region: { type: "string" },
        schedule: { type: "string" },
      },
    });
    const { functionName, event } =
      values.schedule === undefined
        ? namedInvocation(positionals, values.event)
        : await ofSchedule(values.schedule, [...positionals, values.event, values.region], values);

    const api = await lambdaApi({ endpoint: values["endpoint-url"], region: values.region });
    process.stderr.write(`${functionName} on ${api.name}\n`);
    try {
      return await invoke(api, functionName, event);
    } catch (error) {
      throw await explained(withLocalWay(error), {
        api,
        functionName,
        failure: "could not be invoked",
      });
    }
  },
};

/** AWS is asked only because no runner was found. */
function withLocalWay(error: unknown): unknown {
  return error instanceof NoCredentialsError
    ? new NoCredentialsError(
        `No local runner that was started in this folder is up. To invoke locally, run "cdktf-lambda-api serve" in another terminal. To invoke on AWS: ${error.message}`,
        { cause: error },
      )
    : error;
}

interface Invocation {
  readonly functionName: string;
  readonly event: string;
}

function namedInvocation(
  [functionName, inlineEvent, ...rest]: readonly string[],
  eventFile: string | undefined,
): Invocation {
  if (!functionName || rest.length > 0) {
    throw new UsageError("Name one function, and at most one event.");
  }
  return { functionName, event: readEvent(inlineEvent, eventFile) };
}

async function ofSchedule(
  schedule: string,
  others: readonly (string | undefined)[],
  options: { readonly "endpoint-url"?: string },
): Promise<Invocation> {
  if (others.some((one) => one !== undefined)) {
    throw new UsageError("With --schedule, don't pass a function, an event or a region.");
  }
  const found = await scheduledInvocation(schedule, options["endpoint-url"]);
  return { functionName: found.functionArn, event: found.event };
}

async function invoke(api: AwsApi, functionName: string, event: string): Promise<number> {
  const { payload, hasFailed, log } = await invokeFunction(api, functionName, event);
  process.stderr.write(terminalText(log, { colours: wantsColours(process.env) }));
  process.stdout.write(`${payload}\n`);
  return hasFailed ? 1 : 0;
}

function readEvent(inline: string | undefined, file: string | undefined): string {
  if (inline !== undefined && file !== undefined) {
    throw new UsageError("Pass the event as an argument or with --event, not both.");
  }
  if (inline !== undefined) {
    return checkedJson(
      inline,
      `The event ${JSON.stringify(inline)}`,
      " To read a file, use --event FILE.",
    );
  }
  if (file !== undefined) {
    return checkedJson(readFileSync(file === "-" ? 0 : file, "utf8"), `--event ${file}`);
  }
  return "{}";
}

function checkedJson(text: string, source: string, hint = ""): string {
  try {
    JSON.parse(text);
    return text;
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`${source} is not valid JSON: ${reason}.${hint}`, { cause: error });
  }
}
