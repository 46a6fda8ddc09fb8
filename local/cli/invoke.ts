import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { terminalText, wantsColours } from "../log/terminal-text";
import { runCommand, UsageError } from "./command";

const HELP = `Invokes a function and prints its answer on stdout and the tail of its log on stderr.

Usage: npm run invoke -- <function> [options]

  <function>            name or ARN, as "npx cdktf output" and the local runner's table show it

Options:
  --event FILE          JSON that the handler gets (- reads standard input; default {})
  --endpoint-url URL    anything but AWS: the Lambda API of the local runner, for example
  --region REGION       default: AWS_REGION, else us-east-1
  --help, --version

Exit status: 0 when the function answered, 1 when it failed, 2 when the command can't be understood.
`;

runCommand(HELP, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      event: { type: "string" },
      "endpoint-url": { type: "string" },
      region: { type: "string", default: process.env.AWS_REGION ?? "us-east-1" },
    },
  });
  const [functionName, ...rest] = positionals;
  if (!functionName || rest.length > 0) {
    throw new UsageError("name one function");
  }

  const lambda = client(values.region, values["endpoint-url"]);
  const { Payload, FunctionError, LogResult } = await lambda.send(
    new InvokeCommand({
      FunctionName: functionName,
      Payload: event(values.event),
      LogType: "Tail",
    }),
  );
  const tail = Buffer.from(LogResult ?? "", "base64").toString("utf8");
  process.stderr.write(terminalText(tail, { colours: wantsColours(process.env) }));
  process.stdout.write(`${Buffer.from(Payload ?? []).toString("utf8")}\n`);
  return FunctionError ? 1 : 0;
});

function client(region: string, endpoint: string | undefined): LambdaClient {
  if (!endpoint) {
    return new LambdaClient({ region });
  }
  // What isn't AWS must never be sent AWS's credentials.
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  return new LambdaClient({ region, endpoint, credentials });
}

function event(file: string | undefined): string {
  if (!file) {
    return "{}";
  }
  const text = readFileSync(file === "-" ? 0 : file, "utf8");
  try {
    JSON.parse(text);
  } catch (error) {
    throw new Error(`--event ${file} is no JSON: ${(error as Error).message}`, { cause: error });
  }
  return text;
}
