import { FolderSource } from "./folder-source";
import { isPlanFile } from "./is-plan-file";
import { PlanSource, type PlanOptions } from "./plan-source";
import type { StackSource } from "./stack-source";

/** What is served: the Terraform files of a folder, or a plan or state in a file. */
export function sourceAt(folderOrPlan: string, options: PlanOptions): StackSource {
  return isPlanFile(folderOrPlan)
    ? new PlanSource(folderOrPlan, options)
    : new FolderSource(folderOrPlan, options);
}
