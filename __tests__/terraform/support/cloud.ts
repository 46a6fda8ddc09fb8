import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeWherePossible } from "../../support/describe-where-possible";
import { LAZY_CONVERTER } from "../../support/lazy-converter";
import type { AwsApi } from "./aws-api";
import { startAwsApi } from "./aws-api";
import type { RunningProviders } from "./providers";
import { startProviders } from "./providers";
import type { ReadyToolchain } from "./toolchain";
import { findToolchain } from "./toolchain";

export type Env = Readonly<Record<string, string | undefined>>;

/** An AWS account on loopback, and all that a command needs to work on it. */
export interface Cloud {
  readonly aws: AwsApi;
  /**
   * Environment variables of commands; they don't affect what is synthesised. Terraform uses
   * providers that run for all tests of the file, in a folder without files.
   */
  readonly env: Env;
  /** As `env`, with providers that run in the folder, for a stack that reads files from there. */
  envIn(folder: string): Promise<Env>;
  /** A new folder, gone when the tests have ended. */
  newFolder(name: string): string;
}

// Starting the provider takes seconds, tens of them on a busy machine.
const TIMEOUT = 600_000;

/**
 * Describes what only the real Terraform can show, on an AWS API of its own. Where this machine
 * lacks what it takes, the tests are skipped with a message; on CI they fail.
 */
export function describeWithTerraform(title: string, body: (cloud: () => Cloud) => void): void {
  const toolchain = findToolchain();
  if (toolchain.kind === "missing") {
    const { reason } = toolchain;
    return describeWherePossible(title, reason, () =>
      body(() => {
        throw new Error(reason);
      }),
    );
  }

  describe(title, () => {
    jest.setTimeout(TIMEOUT);
    let started: StartedCloud | undefined;

    beforeAll(async () => {
      for (const notice of toolchain.notices) {
        process.stderr.write(`${title}: ${notice}\n`);
      }
      started = await startCloud(toolchain);
    });

    afterAll(async () => {
      await started?.stop();
      toolchain.remove();
    });

    body(() => {
      if (!started) {
        throw new Error("the AWS API has not started: ask for the cloud inside a test");
      }
      return started.cloud;
    });
  });
}

export interface StartedCloud {
  readonly cloud: Cloud;
  stop(): Promise<void>;
}

export async function startCloud(toolchain: ReadyToolchain): Promise<StartedCloud> {
  const folder = mkdtempSync(path.join(tmpdir(), "terraform-test-"));
  const providers: RunningProviders[] = [];
  const aws = await startAwsApi();
  const env = { ...plainEnv(), ...toolchain.env, ...accountEnv(aws.url) };
  const newFolder = (name: string) => mkdtempSync(path.join(folder, `${name}-`));
  const envIn = async (cwd: string) => {
    const started = await startProviders(toolchain.executables, { cwd, env });
    providers.push(started);
    return { ...env, ...started.env };
  };
  const stop = async () => {
    await Promise.all(providers.map((started) => started.stop()));
    await aws.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    return { cloud: { aws, env: await envIn(newFolder("empty")), envIn, newFolder }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** This process's environment without what would choose another account, workspace or provider. */
function plainEnv(): Env {
  const isOurs = ([name]: [string, unknown]) => !/^(AWS|TF|CDKTF|STATE)_/.test(name);
  return Object.fromEntries(Object.entries(process.env).filter(isOurs));
}

function accountEnv(url: string): Env {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
    AWS_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    NO_COLOR: "1",
    // The CDKTF CLI without a terminal, without a look at npm's registry, and without leaving the
    // providers of these tests in a cache of the user's.
    CI: "true",
    DISABLE_VERSION_CHECK: "1",
    CDKTF_DISABLE_PLUGIN_CACHE_ENV: "1",
    NODE_OPTIONS: LAZY_CONVERTER,
  };
}
