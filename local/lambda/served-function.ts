import { rm } from "node:fs/promises";
import type { FunctionConfig } from "./config/function-config";
import type { InvocationResult } from "./lambda-service";
import { LambdaServiceError } from "./lambda-service";
import type { InvocationData } from "./sandbox/pending-invocation";
import { PendingInvocation } from "./sandbox/pending-invocation";
import type { PreparedFunction } from "./code/prepare-function";
import type { SandboxLauncher } from "./sandbox/sandbox-launcher";
import type { PoolLimits } from "./sandbox/sandbox-pool";
import { SandboxPool } from "./sandbox/sandbox-pool";

/** A function that takes invocations: its concurrency, and a pool of sandboxes per version. */
export class ServedFunction {
  private readonly pools = new Map<string, SandboxPool>();
  private inFlight = 0;
  private retired = false;
  private onFree: () => void = () => undefined;

  constructor(
    readonly prepared: PreparedFunction,
    private readonly launcher: SandboxLauncher,
    private readonly limits: PoolLimits,
  ) {}

  get config(): FunctionConfig {
    return this.prepared.config;
  }

  /**
   * The version that a qualifier selects.
   * @throws LambdaServiceError ResourceNotFoundException for an unknown qualifier
   */
  versionOf(qualifier: string | undefined): string {
    const { aliases, arn, publishedVersion } = this.config;
    if (qualifier === undefined || qualifier === "$LATEST") {
      return "$LATEST";
    }
    const version = aliases[qualifier] ?? (qualifier === publishedVersion ? qualifier : undefined);
    if (version === undefined) {
      throw functionNotFound(`${arn}:${qualifier}`);
    }
    return version;
  }

  /** @throws LambdaServiceError TooManyRequestsException over the reserved concurrency */
  run(version: string, data: InvocationData): Promise<InvocationResult> {
    if (this.inFlight >= (this.config.reservedConcurrency ?? Infinity)) {
      throw throttled();
    }
    this.inFlight += 1;
    const pending = new PendingInvocation(data, () => {
      this.inFlight -= 1;
      if (this.inFlight === 0) {
        this.onFree();
      }
    });
    this.pool(version).accept(pending);
    return pending.result;
  }

  /** Ends the sandboxes as they become idle, then removes the function's files. */
  async retire(): Promise<void> {
    this.retired = true;
    for (const pool of this.pools.values()) {
      pool.retire();
    }
    if (this.inFlight > 0) {
      await new Promise<void>((resolve) => (this.onFree = resolve));
    }
    await this.close(new Error(`${this.config.name} is not served any more.`));
    // Files that can't be removed now go with the runner's folder.
    await rm(this.prepared.scratch, { recursive: true, force: true }).catch(() => undefined);
  }

  async close(reason: Error): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close(reason)));
  }

  private pool(version: string): SandboxPool {
    const existing = this.pools.get(version);
    if (existing) {
      return existing;
    }
    const most = Math.min(this.limits.most, this.config.reservedConcurrency ?? Infinity);
    const pool = new SandboxPool({ ...this.limits, most }, (owner, invocation) =>
      this.launcher.start(this.prepared, version, owner, invocation),
    );
    if (this.retired) {
      pool.retire();
    }
    this.pools.set(version, pool);
    return pool;
  }
}

export function functionNotFound(arn: string): LambdaServiceError {
  return new LambdaServiceError("ResourceNotFoundException", 404, `Function not found: ${arn}`);
}

function throttled(): LambdaServiceError {
  return new LambdaServiceError("TooManyRequestsException", 429, "Rate Exceeded.");
}
