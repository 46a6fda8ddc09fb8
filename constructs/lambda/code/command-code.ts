import { statSync } from "node:fs";
import path from "node:path";
import type { Construct } from "constructs";
import { checkProps, kind, listOf, mapOf, required, string } from "../../core/props";
import type { Kinds } from "../../core/props";
import { refuse } from "../../core/refusal";
import { Architecture } from "../architecture";
import type { BuildStep, Bundle } from "../bundling/bundle";
import { addBundle } from "../bundling/bundles-of-stack";
import { hashOf } from "../bundling/file-hash";
import { archive, assetPath } from "../packaging/archive";
import type { CodeFile } from "../packaging/code-folder";
import { codeFiles } from "../packaging/code-folder";
import { checkCodeSize } from "../packaging/code-size";
import { copyOnSynth } from "../packaging/copy-on-synth";
import { checkNativeCode } from "../packaging/native-code";
import { checkHandler, checkSomeFile } from "./check-files";
import type { Code, CodeConfig, FunctionFacts } from "./code";

/** Options of `Code.fromCommand`. */
export interface CommandCodeOptions {
  /**
   * The program and its arguments; no shell interprets them. In these and in `environment`, `{out}` is
   * the folder that the code must be written to, `{architecture}` is `arm64` or `x86_64`, `{goarch}` is
   * `arm64` or `amd64`, and `{machine}` is `aarch64` or `x86_64`.
   */
  readonly command: readonly string[];
  /**
   * The files and folders that the build depends on. If they haven't changed, the command isn't run
   * again. A relative path starts at the project's root.
   */
  readonly inputs: readonly string[];
  /**
   * The folder that the command writes the code to, if it can't write to `{out}`.
   * @default the command writes to `{out}`
   */
  readonly output?: string;
  /**
   * Environment variables in addition to those of the synthesis.
   * @default none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * The folder that the command runs in.
   * @default the project's root
   */
  readonly workingDirectory?: string;
}

const command = kind(
  "a program and its arguments, each a string",
  (value) => Array.isArray(value) && value.length > 0 && value.every(isText),
);
const KINDS: Kinds<CommandCodeOptions> = {
  command: required(command),
  inputs: required(listOf(string)),
  output: string,
  environment: mapOf(string),
  workingDirectory: string,
};

const NAMES: Readonly<Record<Architecture, { goarch: string; machine: string }>> = {
  [Architecture.ARM_64]: { goarch: "arm64", machine: "aarch64" },
  [Architecture.X86_64]: { goarch: "amd64", machine: "x86_64" },
};

/** Code that a command builds when the stack is synthesised. */
export class CommandCode implements Code {
  readonly packageType = "Zip";

  constructor(private readonly options: CommandCodeOptions) {}

  bind(scope: Construct, facts: FunctionFacts): CodeConfig {
    const { options } = this;
    checkProps(scope, options, KINDS, (prop) => `${prop} of Code.fromCommand`);
    checkOutput(scope, options);
    if (facts.packageType === "Image") {
      refuse(scope, {
        what: "runtime",
        value: undefined,
        allowed: "a runtime and a handler",
        fix: "Set both, e.g. lambda.Runtime.PROVIDED_AL2023 and bootstrap.",
      });
    }
    const bundled = addBundle(scope, this.bundle(scope, facts.architecture));
    const to = assetPath(scope);
    copyOnSynth(scope, to, (session) => {
      const { folder } = bundled(session);
      const files = codeFiles(scope, folder, []);
      const label = `the output of ${this.label}`;
      checkSomeFile(scope, label, files);
      checkCodeSize(scope, label, files);
      checkNativeCode(scope, files, facts.architecture);
      checkHandler(scope, facts, label, files);
      return files;
    });
    return archive(scope, { sourceDir: to });
  }

  private get label(): string {
    return this.options.command.join(" ");
  }

  private bundle(scope: Construct, architecture: Architecture): Bundle {
    const { inputs, output, workingDirectory: cwd } = this.options;
    const filled = (text: string): string => fill(text, architecture);
    const [program = "", ...args] = this.options.command.map(filled);
    const variables = Object.entries(this.options.environment ?? {});
    const env = Object.fromEntries(variables.map(([name, value]) => [name, filled(value)]));
    const build: BuildStep = { kind: "command", command: [program, ...args], env, cwd };
    const copy: BuildStep = { kind: "command", command: ["cp", "-R", `${output}/.`, "{out}"] };
    const steps = output === undefined ? [build] : [build, copy];
    const files = inputs.flatMap((input) => inputFiles(scope, input, output));
    return {
      label: this.label,
      key: { steps, inputs: hashOf(files), architecture },
      steps,
      fix: "Correct the command, or install what it needs.",
    };
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

function checkOutput(scope: Construct, options: CommandCodeOptions): void {
  const texts = [...options.command, ...Object.values(options.environment ?? {})];
  const usesOut = texts.some((text) => text.includes("{out}"));
  if (usesOut !== (options.output !== undefined)) {
    return;
  }
  refuse(scope, {
    what: "command of Code.fromCommand",
    value: options.command,
    allowed: "either {out} in the command or the environment, or the option output",
    fix: usesOut
      ? "Leave output out."
      : "Have the command write to {out}, or name the folder that it writes to as output.",
  });
}

function fill(text: string, architecture: Architecture): string {
  const { goarch, machine } = NAMES[architecture];
  return text
    .replaceAll("{architecture}", architecture)
    .replaceAll("{goarch}", goarch)
    .replaceAll("{machine}", machine);
}

/** The files of an input, by their paths from the project's root, without the build's output. */
function inputFiles(scope: Construct, input: string, output: string | undefined): CodeFile[] {
  const found = statSync(input, { throwIfNoEntry: false });
  if (!found) {
    refuse(scope, {
      what: "inputs of Code.fromCommand",
      value: input,
      allowed: "files and folders that exist",
      fix: "Correct the path; a relative one starts at the project's root.",
    });
  }
  if (found.isFile()) {
    return [{ name: input, path: input, bytes: found.size }];
  }
  const built = output === undefined ? undefined : path.resolve(output);
  return codeFiles(scope, input, [])
    .filter((file) => built === undefined || !file.path.startsWith(`${built}${path.sep}`))
    .map((file) => ({ ...file, name: path.posix.join(input, file.name) }));
}
