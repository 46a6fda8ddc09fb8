import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { median } from "../stats";
import type { ProbeSteps } from "./probe";
import { ROOT } from "../../support/root";
import { TYPESCRIPT } from "../../support/run-command";

/** A step of `cdktf synth`, in milliseconds. */
export interface Step {
  readonly name: string;
  readonly milliseconds: number;
}

const PROBE = path.join(__dirname, "probe.ts");

/** The steps of `cdktf synth` of the stack dev, the last one being the whole: medians. */
export function synthSteps(folder: string, rounds: number): Step[] {
  const seen = Array.from({ length: rounds }, () => once(folder));
  const [first = []] = seen;
  return first.map(({ name }, index) => ({
    name,
    milliseconds: median(seen.map((steps) => steps[index]?.milliseconds ?? NaN)),
  }));
}

function once(folder: string): Step[] {
  const { app } = JSON.parse(readFileSync(path.join(ROOT, "cdktf.json"), "utf8")) as {
    app: string;
  };
  const node = run(process.execPath, ["-e", ""], folder);
  const probe = run(process.execPath, [...TYPESCRIPT, PROBE], folder);
  const steps = JSON.parse(probe.stdout) as ProbeSteps;
  const program = run("/bin/sh", ["-c", app], folder);
  const cli = path.join(ROOT, "node_modules/.bin/cdktf");
  const whole = run(cli, ["synth", "--output", folder], folder);
  const inProgram = Object.values(steps).reduce((sum, step: number) => sum + step, 0);
  return [
    { name: "Node.js starts", milliseconds: node.milliseconds },
    { name: "the loader of TypeScript starts", milliseconds: steps.start - node.milliseconds },
    { name: "modules are loaded", milliseconds: steps.modules },
    { name: "constructs are made", milliseconds: steps.construct },
    { name: "JSON is synthesised and written", milliseconds: steps.synth },
    { name: "code is copied", milliseconds: steps.copies },
    { name: "the app ends (and its shell)", milliseconds: program.milliseconds - inProgram },
    {
      name: "cdktf-cli, before and after",
      milliseconds: whole.milliseconds - program.milliseconds,
    },
    { name: "cdktf synth, the whole", milliseconds: whole.milliseconds },
  ];
}

function run(command: string, args: readonly string[], folder: string) {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: "utf8",
    env: {
      ...process.env,
      CDKTF_OUTDIR: folder,
      TF_WORKSPACE: "dev",
      // The CLI asks its maker for news otherwise.
      CHECKPOINT_DISABLE: "1",
      CI: "true",
    },
  });
  const milliseconds = performance.now() - startedAt;
  if (status === 0) {
    return { milliseconds, stdout };
  }
  throw new Error(
    `${[command, ...args].join(" ")} ended with status ${status}.\n${stderr}${stdout}`,
  );
}
