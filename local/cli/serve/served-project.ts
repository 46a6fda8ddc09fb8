import path from "node:path";
import type { StackFolder } from "../../terraform";
import { synthesisIn } from "../../terraform/synthesis";
import { RepeatedSynthesis } from "../synthesis/repeated-synthesis";
import type { Built, Served } from "./served";
import { synthesise } from "../synthesis/synthesise";
import { synthWarnings } from "../synthesis/synth-warnings";
import type { CdktfProject } from "../project/cdktf-project";
import { chooseStack } from "../project/choose-stack";
import type { Project, Stacks } from "../project/find-project";
import { stacksOf } from "../project/stacks-of";

export interface ServedOptions {
  /** Name of the stack. @default asks if there are several */
  readonly stack?: string | undefined;
  readonly watch: boolean;
}

/** How a project is served: what builds its stack, and what is watched. */
export function servedProject(project: Project, options: ServedOptions): Served {
  return project.kind === "cdktf" ? servedApp(project, options) : servedStacks(project, options);
}

/** Tests of the project, which its app doesn't read. */
const TESTS = "__tests__";

function servedApp(project: CdktfProject, { stack, watch }: ServedOptions): Served {
  const { folder, output } = project;
  const environment = process.env.TF_WORKSPACE;
  const repeated = watch ? new RepeatedSynthesis(folder, environment) : undefined;
  let wanted = stack;
  return {
    project: folder,
    lastFolders: lastFolders(output, stack ?? environment),
    build: async (stop) => {
      await (repeated ? repeated.run(stop) : synthesise(project, environment, stop));
      const chosen = await chooseStack(stacksOf(project), { wanted, stop });
      wanted = chosen.name;
      return { folder: chosen.folder, warnings: synthWarnings(output, chosen.name) };
    },
    mayRead: repeated && ((file: string) => repeated.mayRead(file)),
    sources: [],
    ignored: [output, path.join(folder, TESTS)],
  };
}

/** The stack of a name as it was synthesised last, or all of them. */
function lastFolders(output: string, name: string | undefined): string[] {
  const stacks = stacksAt(output);
  const wanted = stacks.filter((stack) => stack.name === name);
  return (wanted.length > 0 ? wanted : stacks).map(({ folder }) => folder);
}

function stacksAt(output: string): readonly StackFolder[] {
  try {
    return synthesisIn(output)?.stacks ?? [];
  } catch {
    // The app writes the manifest again.
    return [];
  }
}

function servedStacks({ stacks }: Stacks, { stack }: ServedOptions): Served {
  let built: Built | undefined;
  return {
    build: async (stop) => {
      const { folder } = built ?? (await chooseStack(stacks, { wanted: stack, stop }));
      built = { folder, warnings: [] };
      return built;
    },
    lastFolders: stacks.map(({ folder }) => folder),
    sources: stacks.map(({ folder }) => folder),
    ignored: [],
  };
}
