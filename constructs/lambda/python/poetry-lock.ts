import { readFileSync } from "node:fs";
import type { IConstruct } from "constructs";
import { parse } from "smol-toml";
import { refuse } from "../../core/refusal";
import type { Architecture } from "../architecture";
import type { Runtime } from "../runtime";
import type { MarkerEnvironment } from "./marker";
import { isFor } from "./marker";
import { markerEnvironment } from "./target";

/** The part of a poetry.lock that is read here. */
interface PoetryLock {
  readonly package?: readonly LockedPackage[];
  readonly metadata?: { readonly "lock-version"?: string };
}

interface LockedPackage {
  readonly name: string;
  readonly version: string;
  readonly groups?: readonly string[];
  /** One for all groups, or one for each that has one. */
  readonly markers?: string | Readonly<Record<string, string>>;
  readonly files?: readonly { readonly hash: string }[];
  readonly source?: { readonly type: string; readonly url: string };
}

const GROUP = "main";

/**
 * The requirements that pip installs for the packages of a poetry.lock: those of the group `main`,
 * without extras, that Lambda needs. pip accepts only files with their hashes.
 * @see https://python-poetry.org/docs/basic-usage/#committing-your-poetrylock-file-to-version-control
 */
export function poetryRequirements(
  scope: IConstruct,
  file: string,
  runtime: Runtime,
  architecture: Architecture,
): string {
  const environment = markerEnvironment(runtime, architecture);
  const packages = readLock(scope, file).filter((each) =>
    isInstalled(scope, file, each, environment),
  );
  const indexes = new Set(packages.flatMap((each) => indexOf(scope, file, each)));
  const lines = [
    ...[...indexes].map((url) => `--extra-index-url=${url}`),
    ...packages.map(({ name, version, files = [] }) =>
      [`${name}==${version}`, ...files.map(({ hash }) => `--hash=${hash}`)].join(" "),
    ),
  ];
  return lines.map((line) => `${line}\n`).join("");
}

function readLock(scope: IConstruct, file: string): readonly LockedPackage[] {
  const fix = "Run poetry lock with Poetry 2 or later.";
  let lock: PoetryLock;
  try {
    lock = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const value = error instanceof Error ? error.message : error;
    refuse(scope, { what: file, value, allowed: "a file that Poetry has written", fix });
  }
  const version = lock.metadata?.["lock-version"];
  // Before 2.1, the file doesn't contain which group a package belongs to.
  if (!/^2\.[1-9]/.test(version ?? "")) {
    refuse(scope, {
      what: `lock-version of ${file}`,
      value: version,
      allowed: "2.1 or later",
      fix,
    });
  }
  return lock.package ?? [];
}

function isInstalled(
  scope: IConstruct,
  file: string,
  { name, groups = [], markers }: LockedPackage,
  environment: MarkerEnvironment,
): boolean {
  const marker = typeof markers === "string" ? markers : markers?.[GROUP];
  try {
    return groups.includes(GROUP) && (marker === undefined || isFor(marker, environment));
  } catch (error) {
    refuse(scope, {
      what: `marker of ${name} in ${file}`,
      value: marker,
      allowed: error instanceof Error ? error.message : String(error),
      fix: "Change the marker of the dependency in pyproject.toml, and run poetry lock.",
    });
  }
}

function indexOf(scope: IConstruct, file: string, { name, source }: LockedPackage): string[] {
  if (source === undefined) {
    return [];
  }
  if (source.type !== "legacy") {
    refuse(scope, {
      what: `source of ${name} in ${file}`,
      value: `${source.type} ${source.url}`,
      allowed: "a package index, because Lambda's platform needs a wheel",
      fix: "Publish the package to an index, or copy its code into the entry.",
    });
  }
  return [source.url];
}
