import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { App } from "cdktf";
import { EnvironmentStack } from "../../../constructs";
import { warn } from "../../../constructs/core/warning";
import { synthWarnings } from "../../../local/cli/synthesis/synth-warnings";
import { warningsOf } from "../warnings-of";

interface Manifest {
  readonly stacks: Readonly<Record<string, object>>;
}
interface CliCore {
  printAnnotations(stacks: readonly object[]): void;
}

/** What `cdktf synth` prints annotations with: a dependency of the CLI. */
const { printAnnotations } = createRequire(require.resolve("cdktf-cli/package.json"))(
  "@cdktf/cli-core/src/lib/synth.js",
) as CliCore;

const outdir = mkdtempSync(path.join(tmpdir(), "warning-"));
const app = new App({ outdir });
const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
warn(stack, "Too large.");
beforeAll(() => {
  app.synth();
});
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

test("cdktf synth prints a warning with the construct's path once", () => {
  const print = jest.spyOn(console, "log").mockReturnValue();
  const manifest = readFileSync(path.join(outdir, "manifest.json"), "utf8");

  printAnnotations(Object.values((JSON.parse(manifest) as Manifest).stacks));

  const [[line = ""] = []] = print.mock.calls as string[][];
  expect(stripVTControlCharacters(line)).toBe("WARN [dev]: Too large.");
  print.mockRestore();
});

test("the runner prints it with the path once", () => {
  expect(synthWarnings(outdir, "dev")).toEqual(["dev: Too large."]);
  expect(warningsOf(stack)).toEqual(["dev: Too large."]);
});
