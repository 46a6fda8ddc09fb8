import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Acceptance } from "../report";

/** A line of the file of accepted findings. */
export interface AcceptedFinding extends Acceptance {
  readonly fingerprint: string;
  /** `.review-accept:3`, for messages. */
  readonly line: string;
}

export const ACCEPT_FILE = ".review-accept";

const FORM = "FINGERPRINT REASON until YYYY-MM-DD";
const EXAMPLE = "4f1c09be77d2 no client sends it until 2027-01-31";

/**
 * Reads the file of accepted findings. Each line has a fingerprint, a reason and the last day on
 * which it holds; `#` begins a comment.
 * @param file path; by default `.review-accept` of the project, if it exists
 * @param today for tests
 * @throws Error that names the file and the line, for a malformed, repeated or expired one
 */
export function acceptancesIn(
  project: string,
  file?: string,
  today: string = new Date().toISOString().slice(0, 10),
): AcceptedFinding[] {
  const found = file ?? path.join(project, ACCEPT_FILE);
  if (file === undefined && !existsSync(found)) {
    return [];
  }
  return parseAcceptances(readFileSync(found, "utf8"), file ?? ACCEPT_FILE, today);
}

/** @throws Error that names every malformed, repeated or expired line */
export function parseAcceptances(text: string, file: string, today: string): AcceptedFinding[] {
  const found = new Map<string, AcceptedFinding>();
  const problems: string[] = [];
  text.split(/\r?\n/).forEach((content, at) => {
    const line = `${file}:${at + 1}`;
    const stripped = content.replace(/(^|\s)#.*$/, "").trim();
    if (stripped === "") {
      return;
    }
    const acceptance = parseLine(stripped, line);
    const problem =
      typeof acceptance === "string" ? acceptance : problemOf(acceptance, found, today);
    if (problem !== undefined) {
      problems.push(`${line}: ${problem}`);
    } else if (typeof acceptance !== "string") {
      found.set(acceptance.fingerprint, acceptance);
    }
  });
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
  return [...found.values()];
}

/** The acceptance, or what is wrong with the line. */
function parseLine(text: string, line: string): AcceptedFinding | string {
  const [, fingerprint, reason, until] = /^(\S+)\s+(.*?)\s*\buntil\s+(\S+)$/.exec(text) ?? [];
  if (fingerprint === undefined || until === undefined) {
    return `${JSON.stringify(text)} is not an acceptance. Write ${FORM}, such as "${EXAMPLE}".`;
  }
  if (!/^[0-9a-f]{12}$/.test(fingerprint)) {
    return `${JSON.stringify(fingerprint)} is not a fingerprint: it has 12 hexadecimal digits.`;
  }
  if (!reason) {
    return `${fingerprint} has no reason. Write ${FORM}, such as "${EXAMPLE}".`;
  }
  if (!isDay(until)) {
    return `${JSON.stringify(until)} is not a day. Write YYYY-MM-DD.`;
  }
  return { fingerprint, reason, until, line };
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(day.getTime()) &&
    day.toISOString().startsWith(text)
  );
}

function problemOf(
  { fingerprint, until }: AcceptedFinding,
  found: ReadonlyMap<string, AcceptedFinding>,
  today: string,
): string | undefined {
  const known = found.get(fingerprint);
  if (known) {
    return `${fingerprint} is already accepted in ${known.line}. Remove one of the lines.`;
  }
  return until < today
    ? `the acceptance of ${fingerprint} expired on ${until}. Remove the line, or accept the finding again with a later day.`
    : undefined;
}
