import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { end } from "./child";
import type { ProviderAddress } from "./provider-proxy";
import { startProxy } from "./provider-proxy";
import type { RunOptions } from "./run";

/** Providers that run until they are stopped. */
export interface RunningProviders {
  /** Environment variables that make Terraform use them. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

/**
 * Starts providers in their debug mode. Terraform, which otherwise starts each provider several
 * times per command, then uses these processes. They resolve relative paths from their own folder,
 * and have the configuration of the last command that used them: commands on different stacks must
 * not share them at the same time.
 * @see https://developer.hashicorp.com/terraform/plugin/debugging
 */
export async function startProviders(
  executables: readonly string[],
  options: RunOptions,
): Promise<RunningProviders> {
  const children = executables.map((executable) =>
    spawn(executable, ["-debug"], { ...options, stdio: ["ignore", "pipe", "pipe"] }),
  );
  const proxies: { stop(): void }[] = [];
  const stop = async () => {
    proxies.forEach((proxy) => proxy.stop());
    await Promise.all(children.map((child) => end(child, "SIGINT")));
  };
  const proxied = async ([source, provider]: [string, ProviderAddress]) => {
    const proxy = await startProxy(source, provider);
    proxies.push(proxy);
    return [source, proxy.address] as const;
  };
  try {
    const addresses = (await Promise.all(children.map(addressOf))).flatMap(Object.entries);
    const all = Object.fromEntries(await Promise.all(addresses.map(proxied)));
    return { env: { TF_REATTACH_PROVIDERS: JSON.stringify(all) }, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Where the provider listens, by its source address: it prints this for TF_REATTACH_PROVIDERS. */
function addressOf(child: ChildProcess): Promise<Readonly<Record<string, ProviderAddress>>> {
  return new Promise((resolve, reject) => {
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      output += chunk.toString();
      const address = /TF_REATTACH_PROVIDERS='([^']+)'/.exec(output)?.[1];
      if (address !== undefined) {
        resolve(JSON.parse(address) as Record<string, ProviderAddress>);
      }
    });
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("error", reject);
    child.on("exit", (status) => {
      reject(new Error(`${child.spawnfile} -debug ended with ${status}:\n${output}`));
    });
  });
}
