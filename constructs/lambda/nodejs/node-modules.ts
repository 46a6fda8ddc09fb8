import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { IConstruct } from "constructs";
import { refuse } from "../../core/refusal";
import { Architecture } from "../architecture";
import type { Bundle } from "../bundling/bundle";

const LOCK = "package-lock.json";
/** What npm leaves besides packages. `.package-lock.json` contains the URL of the registry. */
export const INSTALLATION_FILES = [
  `./package.json`,
  `./${LOCK}`,
  "node_modules/.package-lock.json",
];

const CPUS: Readonly<Record<Architecture, string>> = {
  [Architecture.ARM_64]: "arm64",
  [Architecture.X86_64]: "x64",
};

/** The part of a package-lock.json that is read here. @see https://docs.npmjs.com/cli/configuring-npm/package-lock-json */
interface Lock {
  readonly packages?: Readonly<Record<string, { readonly version?: string }>>;
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: object;
}

/** Packages in the versions of the project's package-lock.json, installed for Lambda. */
export function installation(
  scope: IConstruct,
  names: readonly string[],
  architecture: Architecture,
): Bundle {
  const project = lockedProject(scope, names);
  const lock = readFileSync(path.join(project, LOCK), "utf8");
  const dependencies = versions(scope, names, JSON.parse(lock) as Lock);
  const manifest = { private: true, dependencies, overrides: overridesOf(project) };
  const npmrc = path.join(project, ".npmrc");
  return {
    label: `node_modules of ${scope.node.path}`,
    key: {
      nodeModules: manifest,
      lock: createHash("sha256").update(lock).digest("hex"),
      architecture,
    },
    steps: [
      { kind: "files", files: { "package.json": JSON.stringify(manifest), [LOCK]: lock } },
      {
        kind: "command",
        command: [
          "npm",
          "install",
          "--prefix={out}",
          "--os=linux",
          `--cpu=${CPUS[architecture]}`,
          "--libc=glibc",
          "--omit=dev",
          "--ignore-scripts",
          "--no-bin-links",
          "--no-audit",
          "--no-fund",
        ],
        // The project's settings, e.g. of a private registry: npm reads those of the prefix.
        env: existsSync(npmrc) ? { npm_config_globalconfig: npmrc } : {},
      },
    ],
    fix: "Check the network and bundling.nodeModules.",
  };
}

/** The nearest folder with a package-lock.json, which in a workspace is above the project. */
function lockedProject(
  scope: IConstruct,
  names: readonly string[],
  folder = path.resolve(),
): string {
  if (existsSync(path.join(folder, LOCK))) {
    return folder;
  }
  const above = path.dirname(folder);
  if (above !== folder) {
    return lockedProject(scope, names, above);
  }
  refuse(scope, {
    what: "bundling.nodeModules",
    value: names,
    allowed: `packages of a project with a ${LOCK}, which has their versions`,
    fix: "Run npm install in the project.",
  });
}

function versions(scope: IConstruct, names: readonly string[], lock: Lock) {
  const versionOf = (name: string): string =>
    lock.packages?.[`node_modules/${name}`]?.version ??
    refuse(scope, {
      what: "bundling.nodeModules",
      value: name,
      allowed: `packages that ${LOCK} contains`,
      fix: `Run npm install ${name} in the project.`,
    });
  return Object.fromEntries(names.map((name) => [name, versionOf(name)]));
}

/** The project's overrides. One like `$react` refers to a dependency that isn't installed here. */
function overridesOf(project: string): unknown {
  const file = path.join(project, "package.json");
  const { dependencies, devDependencies, overrides } = JSON.parse(
    readFileSync(file, "utf8"),
  ) as Manifest;
  const specs: Readonly<Record<string, string>> = { ...devDependencies, ...dependencies };
  const resolved = (_key: string, value: unknown): unknown =>
    typeof value === "string" && value.startsWith("$") ? specs[value.slice(1)] : value;
  return overrides && JSON.parse(JSON.stringify(overrides), resolved);
}
