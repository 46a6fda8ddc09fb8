import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import type { ConversationCheck, RequestCheck, SmokeCheck } from "../smoke/smoke-checks";
import { smokeChecks } from "../smoke/smoke-checks";
import type { SmokeTargets } from "../smoke/smoke-targets";
import { smokeTargets } from "../smoke/smoke-targets";
import type { Command } from "../command";
import { UsageError } from "../command";

const HELP = `Checks that the six systems respond as they should, with one line per check.

Usage: cdktf-lambda-api smoke <file | SYSTEM=URL>...

  <file>       outputs of a deployment (npx cdktf deploy --outputs-file FILE), or the endpoints file
               of the local runner (serve --endpoints-file FILE)
  SYSTEM=URL   the base URL of one system: hello, lambda_api, sample01, notes,
               chat, account_settings

Options:
  --token TOKEN       a token for the guarded routes of notes (default: only checks that they are
                      guarded)
  --timeout SECONDS   how long a response may take (default 30)
  --wait SECONDS      how long to retry after what a new deployment can return for a minute: 403,
                      5xx, no connection (default 0: no retry)
  --help, --version

Exit status: 0 when every check passed, 1 when one failed, 2 when the command line is wrong.
`;

const PAUSE_MS = 1000;

const systems = [...new Set(smokeChecks.map(({ system }) => system))];

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        timeout: { type: "string", default: "30" },
        wait: { type: "string", default: "0" },
        token: { type: "string" },
      },
    });
    const timeout = Number(values.timeout);
    if (!(timeout > 0)) {
      throw new UsageError(`--timeout is "${values.timeout}"; allowed: more than 0 seconds.`);
    }
    const patience = Number(values.wait);
    if (values.wait === "" || !(patience >= 0 && patience <= 3600)) {
      throw new UsageError(`--wait is "${values.wait}"; allowed: 0 to 3600 seconds.`);
    }
    if (positionals.length === 0) {
      throw new UsageError("Name an outputs file or SYSTEM=URL.");
    }

    const targets = smokeTargets(positionals, systems);
    const { token } = values;
    const needsToken = (check: SmokeCheck): check is RequestCheck =>
      token === undefined && check.kind === "request" && check.request?.withToken === true;
    const possible = smokeChecks.filter((check) => !needsToken(check));
    const settings = { targets, token, timeout, until: Date.now() + patience * 1000 };
    const lines = await runChecks(
      possible.filter(({ system }) => system in targets),
      settings,
    );
    for (const { passed, text } of lines) {
      process.stdout.write(`${passed ? "ok  " : "FAIL"} ${text}\n`);
    }
    for (const system of systems.filter((name) => !(name in targets))) {
      process.stderr.write(`skipped ${system}: no URL was given for it\n`);
    }
    for (const { system, method, path } of smokeChecks.filter(needsToken)) {
      if (system in targets) {
        process.stderr.write(`skipped ${system}: ${method} /${path}: it needs a --token\n`);
      }
    }
    const failed = lines.filter(({ passed }) => !passed).length;
    process.stdout.write(`${lines.length - failed} passed, ${failed} failed\n`);
    return failed === 0 ? 0 : 1;
  },
};

interface SmokeSettings {
  readonly targets: SmokeTargets;
  readonly token: string | undefined;
  /** Seconds. */
  readonly timeout: number;
  /** When checks are no longer repeated, in milliseconds. */
  readonly until: number;
}

/** Runs the checks of each system one after the other, because some depend on those before. */
async function runChecks(
  checks: readonly SmokeCheck[],
  settings: SmokeSettings,
): Promise<SmokeLine[]> {
  const ofSystems = systems.map(async (system) => {
    const lines: SmokeLine[] = [];
    for (const check of checks.filter((one) => one.system === system)) {
      lines.push(await passInTime(check, settings));
    }
    return lines;
  });
  return (await Promise.all(ofSystems)).flat();
}

interface SmokeLine {
  readonly passed: boolean;
  readonly text: string;
  /** Whether a new deployment can fail like this at first. */
  readonly mayPass: boolean;
}

/** Repeats a check that may still pass, until the time is over. */
async function passInTime(check: SmokeCheck, settings: SmokeSettings): Promise<SmokeLine> {
  for (;;) {
    const line = await runCheck(check, settings);
    const left = settings.until - Date.now();
    if (line.passed || !line.mayPass || left < PAUSE_MS) {
      return line;
    }
    process.stderr.write(`retrying for ${Math.round(left / 1000)} s: ${line.text}\n`);
    await wait(PAUSE_MS);
  }
}

function runCheck(check: SmokeCheck, settings: SmokeSettings): Promise<SmokeLine> {
  return check.kind === "request" ? sendRequest(check, settings) : converse(check, settings);
}

async function converse(
  { system, what, converse: run }: ConversationCheck,
  { targets, timeout }: SmokeSettings,
): Promise<SmokeLine> {
  const url = targets[system] ?? "";
  const shown = `${system}: ${url} ${what}`;
  try {
    const fault = await run(url, AbortSignal.timeout(timeout * 1000));
    return { passed: !fault, text: fault ? `${shown}: ${fault}` : shown, mayPass: false };
  } catch (error) {
    return { passed: false, text: `${shown}: ${reason(error)}`, mayPass: true };
  }
}

async function sendRequest(
  check: RequestCheck,
  { targets, token, timeout }: SmokeSettings,
): Promise<SmokeLine> {
  const { withToken, body } = check.request ?? {};
  const url = `${targets[check.system]?.replace(/\/$/, "")}/${check.path}`;
  const sent = `${check.system}: ${check.method} ${url}`;
  try {
    const response = await fetch(url, {
      method: check.method,
      headers: {
        ...(withToken && { authorization: `Bearer ${token}` }),
        ...(body && { "content-type": "application/json" }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeout * 1000),
    });
    const received = {
      status: response.status,
      headers: response.headers,
      body: await response.text(),
    };
    const fault =
      received.status === check.status
        ? check.fault(received)
        : `expected status ${check.status}, got ${received.status}: ${received.body}`;
    return {
      passed: !fault,
      text: `${sent} ${fault ?? `returned ${received.status}`}`,
      // A new endpoint (403) or a new role (500) isn't known everywhere yet.
      mayPass: received.status === 403 || received.status >= 500,
    };
  } catch (error) {
    return { passed: false, text: `${sent} got no response: ${reason(error)}`, mayPass: true };
  }
}

function reason(error: unknown): string {
  if (!(error instanceof Error)) {
    return String(error);
  }
  return error.cause instanceof Error ? error.cause.message : error.message;
}
