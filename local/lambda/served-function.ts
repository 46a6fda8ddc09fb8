import { rm } from "node:fs/promises";
import { chosenVersion } from "./config/function-alias";
import type { FunctionConfig } from "./config/function-config";
import type { InvocationResult } from "./lambda-service";
import { LambdaServiceError } from "./lambda-service";
import type { Invocation } from "./sandbox/invocation";
import type { InvocationData } from "./sandbox/pending-invocation";
import { PendingInvocation } from "./sandbox/pending-invocation";
import type { PreparedFunction } from "./code/prepare-function";

/** Runs the invocations of one version of a function. */
export interface InvocationPool {
  accept(invocation: Invocation): void;
  /** Ends what waits for invocations now, and the rest as soon as it is idle. */
  retire(): void;
  /** Ends everything; invocations that wait or run fail. */
  close(reason: Error): Promise<void>;
}

/** A function that takes invocations: its concurrency, and a pool per version. */
export class ServedFunction {
  private readonly pools = new Map<string, InvocationPool>();
  private inFlight = 0;
  private retired = false;
  private onFree: (() => void)[] = [];

  constructor(
    readonly config: FunctionConfig,
    private readonly newPool: (version: string) => InvocationPool,
    /** Undefined for a stub, which has no files. */
    readonly prepared?: PreparedFunction,
  ) {}

  /** The number of invocations that wait or run. */
  get underWay(): number {
    return this.inFlight;
  }

  /**
   * The version that a qualifier selects: an alias with weights may select another one each time.
   * @throws LambdaServiceError ResourceNotFoundException for an unknown qualifier
   */
  versionOf(qualifier: string | undefined): string {
    const { aliases, arn, publishedVersion } = this.config;
    if (qualifier === undefined || qualifier === "$LATEST") {
      return "$LATEST";
    }
    const alias = aliases[qualifier];
    if (alias) {
      return chosenVersion(alias, Math.random());
    }
    const published = Object.values(aliases).flatMap(({ version, weights }) => [
      version,
      ...Object.keys(weights),
    ]);
    if (qualifier !== publishedVersion && !published.includes(qualifier)) {
      throw functionNotFound(`${arn}:${qualifier}`);
    }
    return qualifier;
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
        this.onFree.splice(0).forEach((resolve) => resolve());
      }
    });
    this.pool(version).accept(pending);
    return pending.result;
  }

  /** Resolves when no invocation waits or runs. */
  async free(): Promise<void> {
    if (this.inFlight > 0) {
      await new Promise<void>((resolve) => this.onFree.push(resolve));
    }
  }

  /** Ends the sandboxes as they become idle, then removes the function's files. */
  async retire(): Promise<void> {
    this.retired = true;
    for (const pool of this.pools.values()) {
      pool.retire();
    }
    await this.free();
    await this.close(new Error(`${this.config.name} is not served any more.`));
    if (this.prepared) {
      // Files that can't be removed now go with the runner's folder.
      await rm(this.prepared.scratch, { recursive: true, force: true }).catch(() => undefined);
    }
  }

  async close(reason: Error): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close(reason)));
  }

  private pool(version: string): InvocationPool {
    const existing = this.pools.get(version);
    if (existing) {
      return existing;
    }
    const pool = this.newPool(version);
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
