import { readFileSync } from "node:fs";
import path from "node:path";
import { wantsColours } from "../../log/terminal-text";
import { accepted, acceptancesIn } from "../../review/accept";
import { formatReports, hasChanges, readReports } from "../../review/format";
import { reviewPlan } from "../../review/plan";
import type { FindingKind, Report } from "../../review/report";
import { reviewSyntheses } from "../../review/sides";
import type { Command } from "../command";
import { readCdktfProject } from "../project/cdktf-project";
import { planEnvironment } from "../terraform/environment-plan";
import { parseReviewOptions, REVIEW_OPTIONS_HELP } from "../review/review-options";
import type { ReviewSource } from "../review/review-options";
import { stopSignal } from "../stop-signal";
import { synthesiseTo } from "../synthesis/synthesise";

const HELP = `Prints what a change does to the API: its routes and who may call them, breaking changes,
requests that go elsewhere, permissions, functions, and what is lost. With --base it needs neither
AWS nor Terraform.

Usage: cdktf-lambda-api review --base FOLDER|REF [options]
       cdktf-lambda-api review --env NAME [options]

${REVIEW_OPTIONS_HELP}
Exit status: 0 if nothing changes, 1 for an error, 2 if something changes, 3 if it has findings of
the kinds of --fail-on that aren't accepted.
`;

const ERROR = 1;
/** Columns where the output isn't a terminal. */
const DEFAULT_WIDTH = 100;
const PROGRESS_AFTER_MS = 1000;
const PROJECT = ".";

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { source, format, failOn } = parseReviewOptions(args);
    const { reports, failure } = await reviewed(source);
    const { columns = DEFAULT_WIDTH, isTTY } = process.stdout;
    const colours = Boolean(isTTY) && wantsColours(process.env);
    process.stdout.write(formatReports(reports, format, { width: columns, colours }));
    if (failure !== undefined) {
      process.stderr.write(`${failure}\n`);
      return ERROR;
    }
    return statusOf(reports, failOn);
  },
  misuse: ERROR,
};

interface Reviewed {
  readonly reports: readonly Report[];
  /** Why the reports don't count. */
  readonly failure?: string | undefined;
}

async function reviewed(source: ReviewSource): Promise<Reviewed> {
  switch (source.kind) {
    case "report":
      return { reports: readReports(readFileSync(fileOf(source), "utf8"), source.file) };
    case "plan":
      return { reports: await planReports(source, readFileSync(fileOf(source), "utf8")) };
    case "environment":
      return environmentReports(source);
    case "syntheses":
      return { reports: await synthesesReports(source) };
  }
}

function fileOf({ file }: { readonly file: string }): string | 0 {
  return file === "-" ? 0 : file;
}

type Source<Kind extends ReviewSource["kind"]> = Extract<ReviewSource, { kind: Kind }>;

async function planReports({ file, accept }: Source<"plan">, text: string): Promise<Report[]> {
  const environment = process.env.TF_WORKSPACE ?? path.parse(file).name;
  const report = await reviewPlan({ text, source: file, environment });
  return withAcceptances([report], accept);
}

async function environmentReports(source: Source<"environment">): Promise<Reviewed> {
  const { name, accept, variables } = source;
  const stop = stopSignal();
  const planning = planEnvironment(name, variables, stop);
  const { text, failure } = await withProgress(`Planning ${name} ...`, planning);
  const report = await reviewPlan({ text, source: "The plan", environment: name });
  return { reports: withAcceptances([report], accept), failure };
}

function withAcceptances(reports: readonly Report[], accept: string | undefined): Report[] {
  const { reports: marked, messages } = accepted(reports, acceptancesIn(PROJECT, accept));
  print(messages);
  return [...marked];
}

async function synthesesReports(source: Source<"syntheses">): Promise<readonly Report[]> {
  const stop = stopSignal();
  // What didn't change between the two sides needn't be built again, such as installed packages.
  const built: string[] = [];
  const { reports, messages } = await reviewSyntheses({
    ...source,
    project: PROJECT,
    synthesise: async (outdir, project) => {
      await withProgress(
        `Synthesising ${project === PROJECT ? "the working folder" : "a commit"} ...`,
        synthesiseTo(outdir, project, stop, [readCdktfProject(PROJECT).output, ...built]),
      );
      built.push(outdir);
    },
  });
  stop.throwIfAborted();
  print(messages);
  return reports;
}

function print(messages: readonly string[]): void {
  process.stderr.write(messages.map((message) => `${message}\n`).join(""));
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
