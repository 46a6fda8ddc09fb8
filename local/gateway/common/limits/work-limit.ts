import { createContext, Script } from "node:vm";

/** Work for a request was stopped because it exceeded its limit. */
export class CutError extends Error {}

/** Adds the name of the work to a CutError: "<what> took more than 2 s". */
export function named<T>(what: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof CutError ? new CutError(`${what} ${error.message}`) : error;
  }
}

/** What one request may use of a template, a JSONPath or a pattern. Tests use less. */
export const WORK_LIMIT = {
  /** Of the processor's time, which a busy machine doesn't shorten. */
  milliseconds: 2000,
  /**
   * Steps, and the memory of what they make: some hundred megabytes. Copying a body of 10 MB takes
   * about a fifteenth.
   */
  units: 20_000_000,
};

const CHARACTERS_A_UNIT = 8;

/** The clock is read once per this many units. */
const UNITS_A_LOOK = 10_000;

const UNLIMITED = { left: Infinity, nextLook: -Infinity, deadline: Infinity };
const budget = { ...UNLIMITED };

/**
 * Runs work whose size depends on a client's data, with a budget. The work is synchronous, so there
 * is one budget at a time: nested calls spend from it.
 * @throws CutError if the budget or the time is used up
 */
export function withWorkLimit<T>(work: () => T): T {
  if (budget.left !== Infinity) {
    return work();
  }
  budget.left = WORK_LIMIT.units;
  budget.nextLook = WORK_LIMIT.units - UNITS_A_LOOK;
  budget.deadline = processorTime() + WORK_LIMIT.milliseconds;
  try {
    return work();
  } catch (error) {
    // A string, a list or a stack exceeded V8's limit.
    throw error instanceof RangeError
      ? new CutError(`created too much data: ${error.message}`)
      : error;
  } finally {
    Object.assign(budget, UNLIMITED);
  }
}

/**
 * Spends from the budget, if there is one. A unit is a step of an interpreter, or about ten bytes of
 * memory.
 * @throws CutError if the budget is used up
 */
export function spendWork(units: number): void {
  budget.left -= units;
  if (budget.left < budget.nextLook) {
    look();
  }
}

/** Spends the cost of a new string. */
export function spendText(length: number): void {
  spendWork(length / CHARACTERS_A_UNIT);
}

/** @throws CutError if the time is used up */
export function checkTime(): void {
  if (processorTime() > budget.deadline) {
    throw tookTooLong();
  }
}

function look(): void {
  if (budget.left < 0) {
    throw new CutError(`did more than ${WORK_LIMIT.units.toLocaleString("en")} steps`);
  }
  checkTime();
  budget.nextLook = budget.left - UNITS_A_LOOK;
}

/** In milliseconds. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function tookTooLong(): CutError {
  return new CutError(`took more than ${WORK_LIMIT.milliseconds / 1000} s`);
}

interface Sandbox {
  work?: () => unknown;
}

const sandbox: Sandbox = {};
const call = new Script("work()");
let context: object | undefined;
let isTimed = false;

/**
 * Runs work with a budget, and stops it in time even if it spends nothing: V8 interrupts everything
 * that the script calls, regular expressions included. Each call starts a thread, which takes about
 * 50 microseconds, so use this only for work that can take long.
 * @throws CutError if the budget or the time is used up
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#scriptrunincontextcontextifiedobject-options
 */
export function withTimeLimit<T>(work: () => T): T {
  // The budget wraps the timeout: interrupted work doesn't run its finally blocks.
  return isTimed ? work() : withWorkLimit(() => timed(work));
}

function timed<T>(work: () => T): T {
  context ??= createContext(sandbox);
  sandbox.work = work;
  isTimed = true;
  try {
    const timeout = Math.max(1, Math.ceil(budget.deadline - processorTime()));
    return call.runInContext(context, { timeout }) as T;
  } catch (error) {
    throw isTimeout(error) ? tookTooLong() : error;
  } finally {
    isTimed = false;
    delete sandbox.work;
  }
}

function isTimeout(error: unknown): boolean {
  const code = "ERR_SCRIPT_EXECUTION_TIMEOUT";
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
