import { parseArgs } from "node:util";
import { SmokeCheck, smokeChecks } from "./smoke-checks";
import { SmokeTargets, smokeTargets } from "./smoke-targets";
import { runCommand, UsageError } from "./command";

const HELP = `Checks that the four systems answer as they should, one line a check.

Usage: npm run smoke -- <file | SYSTEM=URL>...

  <file>       outputs of a deployment (npx cdktf deploy --outputs-file FILE), or the endpoints file
               of the local runner (npm start -- --endpoints-file FILE)
  SYSTEM=URL   the base URL of one system: hello, lambda_api, sample01, account_settings

Options:
  --timeout SECONDS   how long an answer may take (default 30)
  --help, --version

Exit status: 0 when every check passed, 1 when one failed, 2 when the command can't be understood.
`;

const systems = [...new Set(smokeChecks.map(({ system }) => system))];

runCommand(HELP, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { timeout: { type: "string", default: "30" } },
  });
  const timeout = Number(values.timeout);
  if (!(timeout > 0))
    throw new UsageError(`--timeout is "${values.timeout}"; allowed: seconds > 0`);
  if (positionals.length === 0) throw new UsageError("name an outputs file or SYSTEM=URL");

  const targets = smokeTargets(positionals, systems);
  const asked = smokeChecks.filter(({ system }) => system in targets);
  const lines = await Promise.all(asked.map((check) => runCheck(check, targets, timeout)));
  for (const { passed, text } of lines)
    process.stdout.write(`${passed ? "ok  " : "FAIL"} ${text}\n`);
  for (const system of systems.filter((name) => !(name in targets)))
    process.stderr.write(`skipped ${system}: no URL was given for it\n`);
  const failed = lines.filter(({ passed }) => !passed).length;
  process.stdout.write(`${lines.length - failed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

interface SmokeLine {
  readonly passed: boolean;
  readonly text: string;
}

async function runCheck(
  check: SmokeCheck,
  targets: SmokeTargets,
  timeout: number,
): Promise<SmokeLine> {
  const url = `${targets[check.system]?.replace(/\/$/, "")}/${check.path}`;
  const asked = `${check.system}: ${check.method} ${url}`;
  try {
    const response = await fetch(url, {
      method: check.method,
      signal: AbortSignal.timeout(timeout * 1000),
    });
    const answer = {
      status: response.status,
      headers: response.headers,
      body: await response.text(),
    };
    const fault =
      answer.status === check.status
        ? check.fault(answer)
        : `expected status ${check.status}, got ${answer.status}: ${answer.body}`;
    return { passed: !fault, text: `${asked} ${fault ?? `answered ${answer.status}`}` };
  } catch (error) {
    return { passed: false, text: `${asked} gave no answer: ${reason(error)}` };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
