import { readFileSync } from "node:fs";
import path from "node:path";
import { ConfigurationFolder } from "../plan/configuration-folder";
import { isPlan, readPlanOrState } from "../plan/read-plan";
import { resolvePlan } from "../plan/resolve-plan";
import type { ReadOptions } from "../read/read-stack";
import type { ResolvedStack } from "../resolved-stack";
import { StackError } from "../stack-error";
import { fakeWarnings } from "./fake-warnings";
import type { ReadStack, StackSource } from "./stack-source";

export interface PlanOptions extends ReadOptions {
  /** Folder that Terraform ran in. @default the folder of the plan */
  readonly chdir?: string;
}

/** A file with what `terraform show -json` printed about a plan or a state. */
export class PlanSource implements StackSource {
  private folder: ConfigurationFolder;
  private text: string | undefined;

  /** @throws StackError for values of variables, which are part of a plan */
  constructor(
    readonly stackFile: string,
    { chdir = path.dirname(stackFile), variables = [] }: PlanOptions,
  ) {
    this.folder = new ConfigurationFolder(chdir);
    if (variables.length > 0) {
      throw new StackError(
        `${stackFile} has the values of its variables. Make a plan with others, or serve the folder.`,
      );
    }
  }

  get files(): string[] {
    return [this.stackFile];
  }

  get madeOf(): string[] {
    return this.folder.files;
  }

  read(): ReadStack {
    const text = this.newText();
    if (this.text !== text) {
      this.text = text;
      this.folder = new ConfigurationFolder(this.folder.path);
    }
    const plan = readPlanOrState(text, this.stackFile);
    const assumptions = new Set<string>();
    const assume = (assumption: string) => assumptions.add(assumption);
    let stack: ResolvedStack | undefined;
    return {
      resolve: (options) => (stack = resolvePlan(plan, this.folder, options, assume)),
      warnings: () => [
        ...(isPlan(plan) ? [] : [this.stateWarning()]),
        ...assumptions,
        ...(stack ? fakeWarnings(stack) : []),
      ],
      located: (message) => message,
    };
  }

  private stateWarning(): string {
    return (
      `${this.stackFile} is a state, which doesn't show what the configuration sets: attributes ` +
      `that the local runner doesn't know aren't reported.`
    );
  }

  private newText(): string {
    try {
      return readFileSync(this.stackFile, "utf8");
    } catch (error) {
      throw new StackError(`${this.stackFile} can't be read: ${(error as Error).message}`);
    }
  }
}
