import { parseArgs } from "node:util";
import type { Command } from "../command";
import { UsageError } from "../command";
import type { ChecksFile } from "../smoke/checks";
import { readChecks } from "../smoke/read-checks";
import type { ApiResult, SmokeSettings } from "../smoke/run-checks";
import { runChecks } from "../smoke/run-checks";
import type { Target } from "../smoke/targets";
import { findTargets } from "../smoke/targets";

const HELP = `Checks that APIs respond as a file says, with one line per check.

Usage: cdktf-lambda-api smoke --checks FILE <file | API=URL>...

  <file>       outputs of a deployment (cdktf deploy --outputs-file FILE, or
               terraform output -json), or the endpoints file of the local runner
               (serve --endpoints-file FILE): every API that the checks name an output or address of
               must be there
  API=URL      the URL of one API of the checks; those that aren't given are skipped

Options:
  --checks FILE       JSON with the checks of each API
  --token TOKEN       a token for the checks that need one; without it, they are skipped
  --timeout SECONDS   how long a response may take (default 30)
  --wait SECONDS      how long to retry after what a new deployment can return for a minute: 403,
                      5xx, no connection (default 0: no retry)
  --help, --version

A file of checks:

  {
    "apis": {
      "shop": {
        "output": "shop_url",
        "address": "aws_apigatewayv2_stage.shop_*",
        "checks": [
          { "request": "GET /health", "response": { "status": 200, "text": "ok" } },
          {
            "request": "POST /orders",
            "token": true,
            "json": { "item": "tea" },
            "response": { "status": 201, "json": { "item": "tea" } },
            "save": { "id": { "pointer": "/id" } }
          },
          { "request": "GET /orders/\${id}", "token": true, "response": { "status": 200 } },
          { "request": "GET /orders/\${id}", "response": { "status": 401 } }
        ]
      },
      "chat": {
        "output": "chat_url",
        "checks": [
          {
            "conversation": "a message reaches the other client",
            "clients": { "ana": {}, "ben": { "query": { "room": "1" } } },
            "frames": [
              { "from": "ana", "json": { "action": "send", "text": "Hi" } },
              { "to": "ben", "json": { "text": "Hi" } }
            ]
          }
        ]
      }
    }
  }

Exit status: 0 when every check passed, 1 when one failed or none ran, 2 when the command line is
wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        checks: { type: "string" },
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
    if (values.checks === undefined) {
      throw new UsageError("Name the file of checks with --checks FILE.");
    }
    if (positionals.length === 0) {
      throw new UsageError("Name an outputs file, an endpoints file, or API=URL.");
    }
    const { apis } = readChecks(values.checks);
    const targets = findTargets(positionals, apis);
    return report(
      await checkAll(apis, targets, {
        token: values.token,
        timeout,
        until: Date.now() + patience * 1000,
        onRetry: (text, left) => process.stderr.write(`retrying for ${left} s: ${text}\n`),
      }),
    );
  },
};

/** Different APIs are checked at the same time. */
async function checkAll(
  apis: ChecksFile["apis"],
  targets: ReadonlyMap<string, Target>,
  settings: SmokeSettings,
): Promise<Map<string, ApiResult>> {
  const results = Object.entries(apis).map(async ([name, api]) => {
    const target = targets.get(name) ?? { kind: "not given" };
    return [name, await resultOf(name, api, target, settings)] as const;
  });
  return new Map(await Promise.all(results));
}

async function resultOf(
  name: string,
  api: ChecksFile["apis"][string],
  target: Target,
  settings: SmokeSettings,
): Promise<ApiResult> {
  switch (target.kind) {
    case "url":
      return runChecks(name, target.url, api, settings);
    case "not given":
      return { outcomes: [], skipped: ["no URL was given for it"] };
    case "not found": {
      const text = `${name}: ${target.reason}`;
      return { outcomes: [{ passed: false, text, mayPass: false }], skipped: [] };
    }
  }
}

/** @returns the exit status */
function report(results: ReadonlyMap<string, ApiResult>): number {
  const outcomes = [...results.values()].flatMap((result) => result.outcomes);
  for (const { passed, text } of outcomes) {
    process.stdout.write(`${passed ? "ok  " : "FAIL"} ${text}\n`);
  }
  for (const [name, { skipped }] of results) {
    skipped.forEach((what) => process.stderr.write(`skipped ${name}: ${what}\n`));
  }
  const failed = outcomes.filter(({ passed }) => !passed).length;
  const skipped = [...results.values()].flatMap((result) => result.skipped).length;
  const rest = skipped === 0 ? "" : `, ${skipped} skipped`;
  process.stdout.write(`${outcomes.length - failed} passed, ${failed} failed${rest}\n`);
  return failed === 0 && outcomes.length > 0 ? 0 : 1;
}
