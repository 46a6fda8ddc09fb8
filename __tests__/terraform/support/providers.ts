import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { end } from "./child";
import type { ProviderAddress } from "./provider-proxy";
import { startProxy } from "./provider-proxy";
import type { RunOptions } from "./run";

/** A provider's source address and executable. */
export interface ProviderExecutable {
  readonly source: string;
  readonly file: string;
}

/** Providers that run from when Terraform needs them until they are stopped. */
export interface RunningProviders {
  /** Environment variables that make Terraform use them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Has providers start in their debug mode. Terraform, which otherwise starts each provider several
 * times per command, then uses these processes. They resolve relative paths from their own folder,
 * and have the configuration of the last command that used them: commands on different stacks must
 * not share them at the same time.
 * @see https://developer.hashicorp.com/terraform/plugin/debugging
 */
export async function startProviders(
  executables: readonly ProviderExecutable[],
  options: RunOptions,
): Promise<RunningProviders> {
  const children: ChildProcess[] = [];
  const proxies = await Promise.all(
    executables.map(async ({ source, file }) => {
      const proxy = await startProxy(source, () => {
        const child = spawn(file, ["-debug"], { ...options, stdio: ["ignore", "pipe", "pipe"] });
        children.push(child);
        return addressOf(child);
      });
      return { ...proxy, source };
    }),
  );
  const attached = proxies.map(({ source, address }) => [source, reattachTo(address)] as const);
  return {
    env: { TF_REATTACH_PROVIDERS: JSON.stringify(Object.fromEntries(attached)) },
    stop: async () => {
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await Promise.all(children.map((child) => end(child, "SIGINT")));
    },
  };
}

/** What TF_REATTACH_PROVIDERS has of a provider; `Test` has Terraform leave the process running. */
const reattachTo = (address: string) => ({
  Protocol: "grpc",
  ProtocolVersion: 5,
  Pid: process.pid,
  Test: true,
  Addr: { Network: "tcp", String: address },
});

/** Where the provider listens: it prints this for TF_REATTACH_PROVIDERS, by its source address. */
function addressOf(child: ChildProcess): Promise<ProviderAddress> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const printed = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(output)?.[1];
      if (printed !== undefined) {
        const addresses = JSON.parse(printed) as Record<string, ProviderAddress>;
        Object.values(addresses).forEach(resolve);
      }
    });
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (status) => {
      reject(new Error(`${child.spawnfile} -debug ended with ${status}:\n${output}`));
    });
  });
}
