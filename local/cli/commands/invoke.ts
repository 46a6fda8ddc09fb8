import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { terminalText, wantsColours } from "../../log/terminal-text";
import type { AwsApi } from "../aws/aws-api";
import { NoCredentialsError } from "../aws/aws-api";
import { AWS_OPTIONS, type AwsOptions, chosenApi } from "../aws/aws-options";
import { invokeFunction, runnerApi } from "../aws/lambda-api";
import type { Command } from "../command";
import { UsageError } from "../command";
import { scheduledInvocation } from "../targets/invoke-schedule";
import type { ReadOptions } from "../project/read-stacks";
import { functionInStacks, functionOnRunner } from "../targets/invoked-function";
import { STACK_OPTIONS, variableArguments } from "../variable-options";
import { explained } from "../aws/function-errors";

const HELP = `Invokes a function, prints its response on stdout and the tail of its log on stderr.

Usage: cdktf-lambda-api invoke <function> [<event>] [options]
       cdktf-lambda-api invoke --schedule NAME

  <function>            name or ARN, as "npx cdktf output" and the local runner's table show it,
                        Terraform address, or a construct with only one: on the runner, in what it
                        serves; otherwise in the stacks of this folder, as synthesised last
  <event>               JSON that the handler gets, for example '{"name":"Ada"}' (default {})

The function is invoked on the local runner that was started in this folder, or on AWS if no runner
is up.

Options:
  --schedule NAME       invoke the function of a schedule (name, Terraform address or construct of a
                        rule or schedule) with its event, on the local runner
  --event FILE          read the event from a file (- reads standard input)
  --region REGION       invoke on AWS in this region, even if the local runner is up (default without
                        a runner: that of the stack for an address or construct, otherwise
                        AWS_REGION, else us-east-1)
  --endpoint-url URL    invoke on another Lambda API, without AWS credentials
  --stack NAME          the stack of an address or construct on AWS, if several have it
  --var NAME=VALUE      a Terraform variable of the stacks (repeatable), as "serve" takes it
  --var-file FILE       values of Terraform variables (repeatable)
  --help, --version

Exit status: 0 if the function succeeded, 1 if it failed or could not be invoked, 2 if the command
line is wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals, tokens } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        event: { type: "string" },
        schedule: { type: "string" },
        ...AWS_OPTIONS,
        ...STACK_OPTIONS,
      },
      tokens: true,
    });
    const { event, ...named } =
      values.schedule === undefined
        ? namedInvocation(positionals, values.event)
        : await ofSchedule(values.schedule, [...positionals, values.event, values.region], values);
    const read = { folder: ".", wanted: values.stack, variables: variableArguments(tokens) };
    const { api, functionName, unread } = await targetOf(named.functionName, values, read);
    process.stderr.write(`${functionName} on ${api.name}\n`);
    try {
      return await invoke(api, functionName, event);
    } catch (error) {
      const failure = "could not be invoked";
      throw await explained(withLocalWay(error), { api, functionName, failure, unread });
    }
  },
};

interface Target {
  readonly api: AwsApi;
  readonly functionName: string;
  /** Why the stacks couldn't be searched. */
  readonly unread?: string;
}

/** Without options for another API, the local runner that was started in this folder, else AWS. */
async function targetOf(name: string, options: AwsOptions, read: ReadOptions): Promise<Target> {
  const { "endpoint-url": url, region } = options;
  const runner = url === undefined && region === undefined ? await runnerApi() : undefined;
  if (runner) {
    return { api: runner, functionName: await functionOnRunner(runner.url, name) };
  }
  const found = await functionInStacks(name, read);
  return { ...found, api: chosenApi("lambda", options, found.region) };
}

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
