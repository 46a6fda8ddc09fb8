import path from "node:path";
import type { IConstruct } from "constructs";
import type { Architecture } from "../architecture";
import type { BuildStep, Bundle } from "../bundling/bundle";
import { hashOf } from "../bundling/file-hash";
import type { Runtime } from "../runtime";
import { poetryRequirements } from "./poetry-lock";
import type { Requirements } from "./requirements";
import { markerEnvironment, platformsOf, versionOf } from "./target";

const WRITTEN = ".requirements.txt";

/** Files of an installation that differ between machines, or that only package managers use. */
export const INSTALLATION_FILES = [
  `./${WRITTEN}`,
  "./bin",
  "*.dist-info/RECORD",
  "*.dist-info/INSTALLER",
  "*.dist-info/REQUESTED",
  "*.dist-info/direct_url.json",
];

/** A lock contains all dependencies. pip would look for those that this machine needs. */
const COMPLETE = ["--no-deps"];

/** What pip installs. */
interface Source {
  /** The file that pip reads. */
  readonly requirements: string;
  /** Steps that write it, before pip. */
  readonly steps: readonly BuildStep[];
  readonly options: readonly string[];
  /** What the packages depend on. */
  readonly key: string;
}

/** Packages as wheels, installed for Lambda by pip. @see https://docs.aws.amazon.com/lambda/latest/dg/python-package.html */
export function installation(
  scope: IConstruct,
  requirements: Requirements,
  runtime: Runtime,
  architecture: Architecture,
): Bundle {
  const platforms = platformsOf(runtime, architecture);
  const source = sourceOf(scope, requirements, runtime, architecture);
  const pip: BuildStep = {
    kind: "command",
    command: [
      "python3",
      "-m",
      "pip",
      "install",
      `--requirement=${source.requirements}`,
      "--target={out}",
      "--implementation=cp",
      `--python-version=${versionOf(runtime)}`,
      ...platforms.map((platform) => `--platform=${platform}`),
      "--only-binary=:all:",
      ...source.options,
      "--no-compile",
      // Else pip compares them with all packages that are installed on this machine.
      "--no-warn-conflicts",
      "--disable-pip-version-check",
      "--no-input",
      "--quiet",
    ],
  };
  const { lock, kind } = requirements;
  return {
    label: lock,
    key: { python: runtime.name, requirements: source.key, platforms, kind },
    steps: [...source.steps, pip],
    fix: "Check the network and the versions. Each package needs a wheel for Lambda's platform; use a container image for one that has none.",
  };
}

function sourceOf(
  scope: IConstruct,
  { kind, lock, files }: Requirements,
  runtime: Runtime,
  architecture: Architecture,
): Source {
  const written = `{out}/${WRITTEN}`;
  switch (kind) {
    case "pip":
      return { requirements: lock, steps: [], options: [], key: hashOf(files) };
    case "uv": {
      const environment = JSON.stringify(markerEnvironment(runtime, architecture));
      const steps = [exported(path.dirname(lock)), selected(environment)];
      const key = `${hashOf(files)} ${environment}`;
      return { requirements: written, steps, options: COMPLETE, key };
    }
    case "poetry": {
      const text = poetryRequirements(scope, lock, runtime, architecture);
      const steps: BuildStep[] = [{ kind: "files", files: { [WRITTEN]: text } }];
      return { requirements: written, steps, options: COMPLETE, key: text };
    }
  }
}

/** The versions of uv.lock, with their hashes, as pip reads them. */
function exported(folder: string): BuildStep {
  return {
    kind: "command",
    command: [
      "uv",
      "export",
      `--project=${folder}`,
      "--frozen",
      "--no-dev",
      "--no-emit-project",
      "--format=requirements-txt",
      `--output-file={out}/${WRITTEN}`,
      "--quiet",
    ],
  };
}

/** Of the exported requirements, those whose markers the environment fulfils. */
function selected(environment: string): BuildStep {
  const script = path.join(__dirname, "select_requirements.py");
  return { kind: "command", command: ["python3", script, `{out}/${WRITTEN}`, environment] };
}
