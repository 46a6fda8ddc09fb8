import { readFileSync } from "node:fs";
import { parse } from "yaml";

export const FOLDER = ".github/workflows";

export interface Step {
  readonly id?: string;
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Record<string, unknown>;
}

export interface Job {
  readonly permissions?: Record<string, string>;
  readonly environment?: string;
  readonly needs?: string;
  readonly if?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: string | Record<string, unknown>;
  readonly permissions?: Record<string, string>;
  readonly jobs: Record<string, Job>;
}

export function read(name: string): Workflow {
  return parse(readFileSync(`${FOLDER}/${name}`, "utf8")) as Workflow;
}
