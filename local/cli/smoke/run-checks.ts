import { setTimeout as wait } from "node:timers/promises";
import type { ApiChecks, Check } from "./checks";
import { sendsToken } from "./checks";
import { savedNames } from "./check-faults";
import { runConversationCheck } from "./conversation-check";
import type { CheckContext, Outcome } from "./outcome";
import { namesIn, templatesOf, Values } from "./placeholders";
import { runRequestCheck } from "./request-check";

/** How long to wait before a check is repeated, in milliseconds. */
const PAUSE_MS = 1000;

export interface SmokeSettings {
  readonly token: string | undefined;
  /** Seconds that a response may take. */
  readonly timeout: number;
  /** When checks are no longer repeated, in milliseconds since 1970. */
  readonly until: number;
  readonly onRetry: (text: string, secondsLeft: number) => void;
}

export interface ApiResult {
  readonly outcomes: readonly Outcome[];
  /** What didn't run, and why. */
  readonly skipped: readonly string[];
}

/** Runs the checks of an API one after the other, because some depend on those before. */
export async function runChecks(
  name: string,
  url: string,
  { checks }: ApiChecks,
  settings: SmokeSettings,
): Promise<ApiResult> {
  const values = new Values();
  const possible = settings.token === undefined ? withoutToken(checks) : checks;
  const outcomes: Outcome[] = [];
  for (const check of possible) {
    const run = (): Promise<Outcome> => runCheck(check, { ...settings, url, values });
    outcomes.push(await passInTime(async () => named(name, await run()), settings));
  }
  const skipped = checks
    .filter((check) => !possible.includes(check))
    .map((check) => `${describe(check)}: it needs a --token`);
  return { outcomes, skipped };
}

/** The checks that need neither a token, nor what a check with a token saves. */
function withoutToken(checks: readonly Check[]): Check[] {
  const unsaved = new Set<string>();
  return checks.filter((check) => {
    const needs = sendsToken(check) || namesIn(templatesOf(check)).some((one) => unsaved.has(one));
    savedNames(check).forEach((one) => (needs ? unsaved.add(one) : unsaved.delete(one)));
    return !needs;
  });
}

function describe(check: Check): string {
  return "request" in check ? check.request : check.conversation;
}

function named(name: string, outcome: Outcome): Outcome {
  return { ...outcome, text: `${name}: ${outcome.text}` };
}

function runCheck(check: Check, context: CheckContext): Promise<Outcome> {
  const missing = context.values.missing(templatesOf(check));
  if (missing.length > 0) {
    const text = `${describe(check)} needs ${missing.join(", ")}, which a failed check would save`;
    return Promise.resolve({ passed: false, text, mayPass: false });
  }
  return "request" in check
    ? runRequestCheck(check, context)
    : runConversationCheck(check, context);
}

/** Repeats a check that may still pass, until the time is over. */
async function passInTime(
  run: () => Promise<Outcome>,
  { until, onRetry }: SmokeSettings,
): Promise<Outcome> {
  for (;;) {
    const outcome = await run();
    const left = until - Date.now();
    if (outcome.passed || !outcome.mayPass || left < PAUSE_MS) {
      return outcome;
    }
    onRetry(outcome.text, Math.round(left / 1000));
    await wait(PAUSE_MS);
  }
}
