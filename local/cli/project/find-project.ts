import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { StackFolder } from "../../terraform";
import { isPlanFile } from "../../terraform/source/is-plan-file";
import { CDKTF_SETTINGS, isTerraformFile, stacksIn } from "../../terraform/synthesis";
import { UsageError } from "../command";
import { readCdktfProject } from "./cdktf-project";
import type { CdktfProject } from "./cdktf-project";
import { foldersBelow } from "./folders-below";

/** What a command works on: an app that synthesises stacks, or stacks that are there. */
export type Project = CdktfProject | Stacks;

/** The folders of stacks: of a synthesis, or a single one. */
export interface Stacks {
  readonly kind: "stacks";
  readonly stacks: readonly StackFolder[];
}

/**
 * The project in a folder: that of a cdktf.json, the synthesised stacks of a cdktf.out, a stack's own
 * folder (cdk.tf.json), or a folder of Terraform files. A file is taken as a stack: as a plan.
 * @throws UsageError if the folder is none of these
 */
export function findProject(folder: string): Project {
  if (isPlanFile(folder)) {
    return { kind: "stacks", stacks: [{ name: path.basename(folder), folder }] };
  }
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`${folder} is not a folder. ${ALLOWED}`);
  }
  if (existsSync(path.join(folder, CDKTF_SETTINGS))) {
    return readCdktfProject(folder);
  }
  const found = stacksIn(folder);
  if (found) {
    return { kind: "stacks", stacks: found.stacks };
  }
  const below = foldersBelow(folder, (names) =>
    names.some((name) => name === CDKTF_SETTINGS || isTerraformFile(name)),
  );
  const hint =
    below.length > 0 ? ` These folders below it have such files: ${below.join(", ")}.` : "";
  throw new UsageError(`${nameOf(folder)} has nothing to serve. ${ALLOWED}${hint}`);
}

const ALLOWED =
  "Pass a folder with a cdktf.json, a cdk.tf.json or Terraform files (*.tf), or a cdktf.out.";

function nameOf(folder: string): string {
  return folder === "." ? "The current folder" : folder;
}
