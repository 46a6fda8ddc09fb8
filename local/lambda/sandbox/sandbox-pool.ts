import type { InvocationPool } from "../served-function";
import type { Invocation } from "./invocation";
import type { Sandbox, SandboxOwner } from "./sandbox";

/** How many sandboxes a pool may have. */
export interface PoolLimits {
  /** Up to this many sandboxes, each waiting invocation starts one at once. */
  readonly eager: number;
  readonly most: number;
  readonly idleMilliseconds: number;
}

export type StartSandbox = (owner: SandboxOwner, invocation?: Invocation) => Promise<Sandbox>;

/** How long an invocation waits for a warm sandbox before another one starts. */
const PATIENCE_MS = 20;
const IDLE_CHECK_MS = 30_000;

/**
 * The sandboxes of one version of a function. AWS starts an execution environment for each
 * concurrent invocation, which is too much for a laptop. Beyond a few sandboxes, invocations wait,
 * and another sandbox starts only if none becomes free soon.
 */
export class SandboxPool implements SandboxOwner, InvocationPool {
  private readonly sandboxes = new Set<Sandbox>();
  /** Last in, first out: the sandboxes that aren't needed time out. */
  private readonly idle: Sandbox[] = [];
  private readonly queue: { readonly invocation: Invocation; readonly since: number }[] = [];
  /** Sandboxes whose process is about to start. */
  private starting = 0;
  /** Sandboxes that initialize, to take the next waiting invocation. */
  private readonly initializing = new Set<Sandbox>();
  /** When a sandbox was last initialized: patience is measured from then on. */
  private grownAt = -Infinity;
  private retired = false;
  private closed: Error | undefined;
  private patience: NodeJS.Timeout | undefined;
  private readonly idleCheck = setInterval(() => this.endIdle(), IDLE_CHECK_MS).unref();

  constructor(
    private readonly limits: PoolLimits,
    private readonly start: StartSandbox,
  ) {}

  accept(invocation: Invocation): void {
    if (this.closed) {
      return invocation.refuse(this.closed);
    }
    const sandbox = this.idle.pop();
    if (sandbox) {
      return sandbox.run(invocation);
    }
    this.queue.push({ invocation, since: performance.now() });
    this.grow();
  }

  /** Ends idle sandboxes now, and the others as soon as they become idle. */
  retire(): void {
    this.retired = true;
    clearInterval(this.idleCheck);
    for (const sandbox of this.idle.splice(0)) {
      void sandbox.end();
    }
  }

  /** Ends every sandbox and refuses the waiting invocations. */
  async close(reason: Error): Promise<void> {
    this.retire();
    this.closed = reason;
    clearTimeout(this.patience);
    for (const { invocation } of this.queue.splice(0)) {
      invocation.refuse(reason);
    }
    await Promise.all([...this.sandboxes].map((sandbox) => sandbox.end()));
  }

  onReady(sandbox: Sandbox): void {
    if (this.initializing.delete(sandbox)) {
      this.grownAt = performance.now();
    }
    const next = this.queue.shift();
    if (next) {
      sandbox.run(next.invocation);
    } else if (this.retired) {
      void sandbox.end();
    } else {
      this.idle.push(sandbox);
    }
  }

  onEnded(sandbox: Sandbox, initFailed: boolean): void {
    this.sandboxes.delete(sandbox);
    this.initializing.delete(sandbox);
    const index = this.idle.indexOf(sandbox);
    if (index !== -1) {
      this.idle.splice(index, 1);
    }
    const next = initFailed ? this.queue.shift() : undefined;
    // As on Lambda, a failed initialization is repeated once, within the invocation.
    if (next) {
      void this.startOne(next.invocation);
    }
    this.grow();
  }

  private grow(): void {
    const { eager, most } = this.limits;
    while (this.needed() && this.total() < Math.min(eager, most)) {
      void this.startOne();
    }
    if (this.patience || !this.needed() || this.total() >= most) {
      return;
    }
    this.patience = setTimeout(() => afterReplies(() => this.growIfSlow()), PATIENCE_MS);
  }

  private growIfSlow(): void {
    this.patience = undefined;
    const first = this.queue[0];
    const since = Math.max(first?.since ?? Infinity, this.grownAt);
    const waits = performance.now() - since >= PATIENCE_MS;
    // Starting more at once than there are cores would only slow each of them down.
    if (waits && this.startingCount() < this.limits.eager && this.needed()) {
      void this.startOne();
    }
    this.grow();
  }

  /** Whether more invocations wait than sandboxes are starting. */
  private needed(): boolean {
    return this.queue.length > this.startingCount();
  }

  private startingCount(): number {
    return this.starting + this.initializing.size;
  }

  private total(): number {
    return this.sandboxes.size + this.starting;
  }

  private async startOne(invocation?: Invocation): Promise<void> {
    this.starting += 1;
    try {
      const sandbox = await this.start(this, invocation);
      this.sandboxes.add(sandbox);
      if (!invocation) {
        this.initializing.add(sandbox);
      }
      if (this.closed) {
        void sandbox.end();
      }
    } catch (error) {
      const waiting = invocation ?? this.queue.shift()?.invocation;
      waiting?.refuse(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.starting -= 1;
    }
  }

  private endIdle(): void {
    const isOld = (sandbox: Sandbox): boolean =>
      sandbox.idleMilliseconds() >= this.limits.idleMilliseconds;
    for (const sandbox of this.idle.filter(isOld)) {
      void sandbox.end();
    }
  }
}

/** Lets replies that arrived while this process was busy be read before a timer acts. */
function afterReplies(act: () => void): void {
  setImmediate(() => setImmediate(act));
}
