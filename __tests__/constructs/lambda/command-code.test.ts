import { mkdtempSync, readFileSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { EnvironmentStack, lambda } from "../../../constructs";
import { messageOf } from "../message-of";
import { linesOf } from "./bundling/support";
import { writeFiles } from "./support";

const { Code, Runtime, Architecture } = lambda;
const BUILD = `
out="$1" text="$2"
echo "$text" >> builds
mkdir -p "$out"
printf %s "$text $GOARCH $(cat src/main.go)" > "$out/bootstrap"
`;
const COMMAND = {
  command: ["sh", "build.sh", "{out}", "{architecture} {machine}"],
  inputs: ["src", "build.sh"],
  environment: { GOARCH: "{goarch}" },
};

describe("code from a command", () => {
  const home = process.cwd();
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(path.join(tmpdir(), "command-")));
    process.chdir(folder);
    writeFiles(folder, { "build.sh": BUILD, "src/main.go": "package main" });
  });
  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  /** Synthesises to disk. @returns the folder of the code */
  function synth(
    options: Partial<lambda.CommandCodeOptions> = {},
    architecture = Architecture.ARM_64,
  ): string {
    const app = new App({ outdir: "cdktf.out" });
    const stack = new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" });
    new lambda.Function(stack, "Go", {
      runtime: Runtime.PROVIDED_AL2023,
      handler: "bootstrap",
      architecture,
      code: Code.fromCommand({ ...COMMAND, ...options }),
    });
    app.synth();
    const json = readFileSync("cdktf.out/stacks/dev/cdk.tf.json", "utf8");
    const { data } = JSON.parse(json) as { data: { archive_file: Record<string, Archive> } };
    const [archive] = Object.values(data.archive_file);
    return path.join("cdktf.out/stacks/dev", archive?.source_dir ?? "");
  }

  const built = (code: string) => readFileSync(path.join(code, "bootstrap"), "utf8");

  test("is what the command wrote for the function's architecture", () => {
    expect(built(synth())).toBe("arm64 aarch64 arm64 package main");
    expect(built(synth({}, Architecture.X86_64))).toBe("x86_64 x86_64 amd64 package main");
  });

  test("is built again only after an input has changed", () => {
    synth();
    synth();
    const once = linesOf("builds").length;
    writeFiles(folder, { "src/main.go": "package saved" });

    expect(built(synth())).toContain("package saved");
    expect([once, linesOf("builds").length]).toEqual([1, 2]);
  });

  test("is taken from the folder that the command always writes to, which isn't an input", () => {
    const command = ["sh", "build.sh", "src/target", "text"];
    const options = { command, output: "src/target" };

    expect(built(synth(options))).toContain("text");
    synth(options);
    expect(linesOf("builds")).toHaveLength(1);
  });

  test("fails with the command's output and the function's path", () => {
    const command = ["sh", "-c", "echo no compiler >&2; exit 2", "{out}"];

    const message = messageOf(() => synth({ command }));

    expect(message).toMatch(/^dev\/Go: .* can't be bundled: .*exit status 2:\nno compiler/);
    expect(message).toContain("Correct the command, or install what it needs.");
  });

  test("without the handler's file is refused", () => {
    const command = ["touch", "{out}/main"];

    expect(messageOf(() => synth({ command }))).toContain('handler is "bootstrap"; allowed: one');
  });

  test.each<[string, object, string]>([
    ["command of Code.fromCommand is missing", { command: undefined }, "a program"],
    ["command of Code.fromCommand is", { command: "make" }, "a program and its arguments"],
    ["command of Code.fromCommand is", { command: ["make"], environment: {} }, "output"],
    ["command of Code.fromCommand is", { output: "target" }, "Leave output out."],
    ["inputs of Code.fromCommand is", { inputs: ["none"] }, "files and folders that exist"],
    ["inputs of Code.fromCommand is missing", { inputs: undefined }, "a list"],
  ])("%s for %j is refused", (what, options, allowed) => {
    const message = messageOf(() => synth(options));

    expect(message).toContain(`dev/Go: ${what}`);
    expect(message).toContain(allowed);
  });
});

interface Archive {
  readonly source_dir: string;
}
