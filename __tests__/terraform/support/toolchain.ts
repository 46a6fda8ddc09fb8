import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { missingMoto } from "../../support/moto";
import { makeArchiveStandIn } from "./archive-stand-in";
import type { Provider } from "./mirrors";
import type { ProviderExecutable } from "./providers";
import { ARCHIVE, AWS, executableIn, findMirror, sourceOf } from "./mirrors";

/** What the tests need of this machine: Terraform, its providers, and an AWS API server. */
export type Toolchain = { readonly kind: "missing"; readonly reason: string } | ReadyToolchain;

export interface ReadyToolchain {
  readonly kind: "ready";
  /** Environment variables that make Terraform use the providers found. */
  readonly env: Readonly<Record<string, string>>;
  /** The providers' executables that were found, which need not be those of all providers. */
  readonly executables: readonly ProviderExecutable[];
  /** What whoever reads the tests' result should know. */
  readonly notices: readonly string[];
  remove(): void;
}

export function findToolchain(): Toolchain {
  if (!succeeds("terraform", ["version"])) {
    return missing("there is no terraform on the PATH");
  }
  const withoutMoto = missingMoto();
  if (withoutMoto !== undefined) {
    return missing(withoutMoto);
  }
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-toolchain-"));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const mirrors = findMirrors(folder);
  if (typeof mirrors === "string") {
    remove();
    return missing(mirrors);
  }
  const cliConfig = path.join(folder, "cli.tfrc");
  writeFileSync(cliConfig, cliConfiguration(mirrors));
  const env = {
    TF_CLI_CONFIG_FILE: cliConfig,
    TF_DISABLE_PLUGIN_TLS: "1",
    CHECKPOINT_DISABLE: "1",
    // Terraform and the AWS provider spend a quarter of their time on collecting garbage otherwise.
    GOGC: "400",
  };
  const notices = mirrors.flatMap(({ notice }) => notice ?? []);
  const executables = mirrors.flatMap(({ path: mirror, provider }) => {
    const file = executableIn(mirror, provider);
    return file === undefined ? [] : [{ source: sourceOf(provider), file }];
  });
  return { kind: "ready", env, executables, notices, remove };
}

interface Mirror {
  readonly path: string;
  readonly provider: Provider;
  readonly notice?: string;
}

/** A mirror for each provider, or why there is none. */
function findMirrors(folder: string): readonly Mirror[] | string {
  const aws = findMirror(AWS);
  if (aws === undefined) {
    return download(path.join(folder, "downloaded"));
  }
  return [{ path: aws, provider: AWS }, archiveMirror(path.join(folder, "stand-in"))];
}

function archiveMirror(standIn: string): Mirror {
  const found = findMirror(ARCHIVE);
  if (found !== undefined) {
    return { path: found, provider: ARCHIVE };
  }
  makeArchiveStandIn(standIn);
  const notice = `no hashicorp/archive ${ARCHIVE.version} here: a stand-in zips the code instead`;
  return { path: standIn, provider: ARCHIVE, notice };
}

/** Where no mirror is found, the registry may be within reach. */
function download(folder: string): readonly Mirror[] | string {
  const providers = [AWS, ARCHIVE];
  const required = providers.map((provider) => [
    provider.name,
    { source: sourceOf(provider), version: provider.version },
  ]);
  const config = { terraform: { required_providers: Object.fromEntries(required) } };
  mkdirSync(folder);
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(config));
  // What init installs is laid out as a mirror.
  const data = path.join(folder, "data");
  const env = { ...process.env, TF_DATA_DIR: data };
  const done = spawnSync("terraform", ["init"], { cwd: folder, env, encoding: "utf8" });
  if (done.status === 0) {
    return providers.map((provider) => ({ path: path.join(data, "providers"), provider }));
  }
  return (
    `no filesystem mirror holds hashicorp/aws ${AWS.version} (TERRAFORM_MIRROR can name one) ` +
    `and the registry can't be reached: ${done.stderr.trim().split("\n").slice(0, 8).join(" ")}`
  );
}

function cliConfiguration(mirrors: readonly Mirror[]): string {
  const blocks = mirrors.map(
    ({ path: mirror, provider }) => `  filesystem_mirror {
    path    = ${JSON.stringify(mirror)}
    include = [${JSON.stringify(sourceOf(provider))}]
  }`,
  );
  return `provider_installation {\n${blocks.join("\n")}\n}\n`;
}

const succeeds = (command: string, args: readonly string[]) =>
  spawnSync(command, args).status === 0;

const missing = (reason: string): Toolchain => ({ kind: "missing", reason });
