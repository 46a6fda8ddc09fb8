import type { FunctionSet } from "./function-set";
import type { EarlyProcesses } from "./sandbox/early-processes";
import type { ServedFunction } from "./served-function";

/** The functions that are served now, and earlier ones that running requests still use. */
export class FunctionSets {
  private served: FunctionSet;
  private readonly inUse = new Set<FunctionSet>();
  private readonly retiring = new Set<ServedFunction>();

  /**
   * @param empty serves until the first `use`
   * @param early what a removed function leaves behind
   */
  constructor(
    empty: FunctionSet,
    private readonly early: EarlyProcesses,
  ) {
    this.served = empty;
  }

  get current(): FunctionSet {
    return this.served;
  }

  /** @returns those that were served before: `release` them when no request uses them any more */
  use(functions: FunctionSet): FunctionSet {
    const before = this.served;
    this.served = functions;
    this.inUse.add(functions);
    return before;
  }

  /** Ends the sandboxes and removes the files of the functions that no other set has. */
  async release(functions: FunctionSet): Promise<void> {
    this.inUse.delete(functions);
    const kept = new Set([...this.inUse].flatMap((set) => set.functions));
    const unused = functions.functions.filter((fn) => !kept.has(fn));
    for (const fn of unused) {
      this.retiring.add(fn);
    }
    await Promise.all(unused.map((fn) => this.retire(fn)));
    for (const fn of unused) {
      this.retiring.delete(fn);
    }
  }

  /** Ends all sandboxes. Invocations that still run fail with the reason. */
  async close(reason: Error): Promise<void> {
    const all = new Set([...this.inUse].flatMap(({ functions }) => functions));
    await Promise.all([...all, ...this.retiring].map((fn) => fn.close(reason)));
  }

  private async retire(fn: ServedFunction): Promise<void> {
    await fn.retire();
    if (fn.prepared) {
      await this.early.discard(fn.prepared.scratch);
    }
    if (!this.served.functions.some(({ config }) => config.name === fn.config.name)) {
      await this.early.forget(fn.config.name);
    }
  }
}
