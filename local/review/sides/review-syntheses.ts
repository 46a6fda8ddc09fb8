import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Guardian } from "../../guardian";
import { accepted, acceptancesIn } from "../accept";
import { compareSyntheses } from "../compare";
import type { Report } from "../report";
import { GitProject } from "./git";
import { linkPackages } from "./packages";
import { pairsOf, type PairOptions } from "./pairs";
import { stacksIn, synthesisIn, type Synthesis } from "../../terraform";
import { CDKTF_SETTINGS } from "../../terraform/synthesis";

export interface SynthesesOptions extends PairOptions {
  /** A synthesised folder, or a git commit, branch or tag. */
  readonly base: string;
  /** As `base`. @default the project's folder, which is synthesised */
  readonly head?: string | undefined;
  /** File of accepted findings. @default `.review-accept` of the project, if it exists */
  readonly accept?: string | undefined;
  /** Synthesises a project into a folder. */
  readonly synthesise: (outdir: string, project: string) => Promise<void>;
}

export interface ReviewedSyntheses {
  /** One for each environment. */
  readonly reports: readonly Report[];
  /** Lines of the file of accepted findings that accept nothing, a sentence each. */
  readonly messages: readonly string[];
}

/**
 * Compares two syntheses, environment by environment. What it creates for that is in a temporary
 * folder, which is removed even if the process is killed.
 * @throws Error for what is neither a folder of stacks nor a commit, for a commit that needs other
 * packages, and for a malformed or expired line of the file of accepted findings
 */
export async function reviewSyntheses(options: SynthesesOptions): Promise<ReviewedSyntheses> {
  const { base, head, accept, project } = options;
  const acceptances = acceptancesIn(project, accept);
  const guardian = new Guardian();
  try {
    const before = await synthesisOf(base, path.join(guardian.folder, "base"), options);
    const after =
      head === undefined
        ? await stacksOf(project, path.join(guardian.folder, "head"), options)
        : await synthesisOf(head, path.join(guardian.folder, "head"), options);
    const reports: Report[] = [];
    for (const [from, to] of pairsOf(before, after, options)) {
      reports.push(await compareSyntheses(from, to));
    }
    return accepted(reports, acceptances);
  } finally {
    await guardian.close();
  }
}

/** @param folder temporary, for a commit */
async function synthesisOf(
  source: string,
  folder: string,
  options: SynthesesOptions,
): Promise<Synthesis> {
  const given = givenStacks(source);
  if (given) {
    return given;
  }
  const { project } = options;
  const git = new GitProject(project);
  const commit = await git.commitOf(source);
  if (commit === undefined) {
    throw new Error(
      `${JSON.stringify(source)} is neither a folder of stacks (it has no manifest.json, cdk.tf.json or Terraform files) nor a commit of this repository. Pass a cdktf.out, the folder of a stack, or a commit, branch or tag.`,
    );
  }
  const checkedOut = await git.checkOut(commit, folder);
  linkPackages(checkedOut, project, source);
  return stacksOf(checkedOut, folder, options);
}

/** The stacks of a CDKTF project, which is synthesised, or of Terraform files. */
async function stacksOf(
  project: string,
  folder: string,
  options: SynthesesOptions,
): Promise<Synthesis> {
  return givenStacks(project) ?? synthesised(project, folder, options);
}

/** The stacks of a folder, unless they are those that its app has synthesised before. */
function givenStacks(folder: string): Synthesis | undefined {
  return existsSync(path.join(folder, CDKTF_SETTINGS)) ? undefined : stacksIn(folder);
}

/** Not into the project's own cdktf.out: a review changes nothing. */
async function synthesised(
  project: string,
  folder: string,
  { synthesise }: SynthesesOptions,
): Promise<Synthesis> {
  mkdirSync(folder, { recursive: true });
  const outdir = path.join(folder, "cdktf.out");
  await synthesise(outdir, project);
  const found = synthesisIn(outdir);
  if (!found) {
    throw new Error(
      `The app in ${project} didn't write to the folder of CDKTF_OUTDIR. Remove the outdir that it passes to App, or synthesise it yourself and pass its cdktf.out.`,
    );
  }
  return found;
}
