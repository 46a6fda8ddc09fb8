import { mkdtempSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Testing } from "cdktf";
import { sideOf, type Side } from "../../../../local/review/describe";
import { SystemsStack } from "../../../../main";

/** The app's stack of an environment, synthesised after a change. */
export function systems(
  environment: "dev" | "prod",
  change: (stack: SystemsStack) => void = () => undefined,
): Side {
  const outdir = mkdtempSync(path.join(os.tmpdir(), "systems-"));
  const app = Testing.app({ outdir });
  const stack = new SystemsStack(app, environment);
  change(stack);
  app.synth();
  return sideOf(path.join(outdir, "stacks", environment), environment);
}
