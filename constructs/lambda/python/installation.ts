import path from "node:path";
import { Architecture } from "../architecture";
import type { BuildStep, Bundle } from "../bundling/bundle";
import { hashOf } from "../bundling/file-hash";
import type { Runtime } from "../runtime";
import type { Requirements } from "./requirements";

const MACHINES: Readonly<Record<Architecture, string>> = {
  [Architecture.ARM_64]: "aarch64",
  [Architecture.X86_64]: "x86_64",
};
/** The oldest version of Python that runs on Amazon Linux 2023, with a newer C library. */
const AMAZON_LINUX_2023 = 12;
const EXPORTED = ".requirements.txt";

/** Files of an installation that differ between machines, or that only package managers use. */
export const INSTALLATION_FILES = [
  `./${EXPORTED}`,
  "./bin",
  "*.dist-info/RECORD",
  "*.dist-info/INSTALLER",
  "*.dist-info/REQUESTED",
  "*.dist-info/direct_url.json",
];

/** Packages as wheels, installed for Lambda by pip. @see https://docs.aws.amazon.com/lambda/latest/dg/python-package.html */
export function installation(
  folder: string,
  { kind, files }: Requirements,
  runtime: Runtime,
  architecture: Architecture,
): Bundle {
  const platforms = platformsOf(runtime, architecture);
  const lock = path.join(folder, kind === "uv" ? "uv.lock" : "requirements.txt");
  const requirements = kind === "uv" ? `{out}/${EXPORTED}` : lock;
  const steps: BuildStep[] = [
    ...(kind === "uv" ? [exported(folder)] : []),
    {
      kind: "command",
      command: [
        "python3",
        "-m",
        "pip",
        "install",
        `--requirement=${requirements}`,
        "--target={out}",
        "--implementation=cp",
        `--python-version=${versionOf(runtime)}`,
        ...platforms.map((platform) => `--platform=${platform}`),
        "--only-binary=:all:",
        "--no-compile",
        "--disable-pip-version-check",
        "--no-input",
        "--quiet",
      ],
    },
  ];
  return {
    label: lock,
    key: { python: runtime.name, requirements: hashOf(files), platforms, kind },
    steps,
    fix: "Check the network and the versions. Each package needs a wheel for Lambda's platform; use a container image for one that has none.",
  };
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
      `--output-file={out}/${EXPORTED}`,
      "--quiet",
    ],
  };
}

/** `3.13` of `python3.13`. */
function versionOf({ name }: Runtime): string {
  return name.replace(/^python/, "");
}

/** @see https://packaging.python.org/en/latest/specifications/platform-compatibility-tags/#manylinux */
function platformsOf(runtime: Runtime, architecture: Architecture): string[] {
  const minor = Number(versionOf(runtime).split(".")[1]);
  const libraries = minor >= AMAZON_LINUX_2023 ? ["_2_34", "_2_28"] : ["_2_26"];
  return [...libraries, "_2_17", "2014"].map(
    (version) => `manylinux${version}_${MACHINES[architecture]}`,
  );
}
