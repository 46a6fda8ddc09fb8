import type { StackFolder } from "../../terraform";
import { synthesisIn } from "../../terraform/synthesis";
import type { Project } from "./find-project";

/**
 * The stacks of a project; those of an app as it was synthesised last.
 * @throws Error if the app hasn't written any
 */
export function stacksOf(project: Project): readonly StackFolder[] {
  if (project.kind === "stacks") {
    return project.stacks;
  }
  const synthesis = synthesisIn(project.output);
  if (!synthesis) {
    throw new Error(
      `${project.output} has no manifest.json: the app (${project.app}) hasn't written any stacks there. Synthesise it: cdktf synth.`,
    );
  }
  return synthesis.stacks;
}
