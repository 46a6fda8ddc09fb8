import { readFileSync } from "node:fs";
import { wantsColours } from "../log/terminal-text";
import { formatReports, hasChanges, readReports } from "../review/format";
import type { FindingKind, Report } from "../review/report";
import { reviewSyntheses } from "../review/sides";
import { runCommand } from "./command";
import { parseReviewOptions, REVIEW_OPTIONS_HELP } from "./review-options";
import type { ReviewSource } from "./review-options";
import { stopSignal } from "./stop-signal";
import { synthesiseTo } from "./synthesise";

const HELP = `Prints what a change does to the API: its routes and who may call them, breaking changes,
requests that go elsewhere, permissions, functions, and what is lost. It needs neither AWS nor
Terraform.

Usage: npm run --silent review -- --base FOLDER|REF [options]

${REVIEW_OPTIONS_HELP}
Exit status: 0 if nothing changes, 1 for an error, 2 if something changes, 3 if it has findings of
the kinds of --fail-on that aren't accepted.
`;

const ERROR = 1;
/** Columns where the output isn't a terminal. */
const DEFAULT_WIDTH = 100;
const PROGRESS_AFTER_MS = 1000;
const PROJECT = ".";

runCommand(
  HELP,
  async (args) => {
    const { source, format, failOn } = parseReviewOptions(args);
    const reports = await reportsOf(source);
    const { columns = DEFAULT_WIDTH, isTTY } = process.stdout;
    const colours = Boolean(isTTY) && wantsColours(process.env);
    process.stdout.write(formatReports(reports, format, { width: columns, colours }));
    return statusOf(reports, failOn);
  },
  ERROR,
);

async function reportsOf(source: ReviewSource): Promise<readonly Report[]> {
  if (source.kind === "report") {
    return readReports(readFileSync(source.file === "-" ? 0 : source.file, "utf8"), source.file);
  }
  const stop = stopSignal();
  const { reports, messages } = await reviewSyntheses({
    ...source,
    project: PROJECT,
    synthesise: (outdir, project) =>
      withProgress(
        `Synthesising ${project === PROJECT ? "the working folder" : "a commit"} ...`,
        synthesiseTo(outdir, project, stop),
      ),
  });
  stop.throwIfAborted();
  process.stderr.write(messages.map((message) => `${message}\n`).join(""));
  return reports;
}

/** Names what is under way if it takes longer than a reader expects. */
async function withProgress<T>(text: string, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => process.stderr.write(`${text}\n`), PROGRESS_AFTER_MS);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

function statusOf(reports: readonly Report[], failOn: readonly FindingKind[]): number {
  const fails = reports.some(({ findings }) =>
    findings.some(({ kind, accepted }) => kind && !accepted && failOn.includes(kind)),
  );
  if (fails) {
    return 3;
  }
  return reports.some(hasChanges) ? 2 : 0;
}
