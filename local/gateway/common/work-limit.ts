import { createContext, Script } from "node:vm";

/** Work that a request asked for was ended before it was done. */
export class CutError extends Error {}

/** Does work, and names it where it is cut: "<what> took more than 1 s". */
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

/** The clock is looked at once in so many units. */
const UNITS_A_LOOK = 10_000;

const UNLIMITED = { left: Infinity, nextLook: -Infinity, deadline: Infinity };
const budget = { ...UNLIMITED };

/**
 * Runs work that a client's data can make large, with a budget. The work is not asynchronous, so
 * only one is under way at a time: what it calls, however deep, spends of the same budget.
 * @throws CutError when the budget or the time is used up
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
    // A text, a list or a stack larger than V8 holds.
    throw error instanceof RangeError ? new CutError(`made too much: ${error.message}`) : error;
  } finally {
    Object.assign(budget, UNLIMITED);
  }
}

/**
 * Takes from the budget, if one is kept. A unit is a step of an interpreter, or what keeps some
 * ten bytes of memory.
 * @throws CutError when it is used up
 */
export function spendWork(units: number): void {
  budget.left -= units;
  if (budget.left < budget.nextLook) {
    look();
  }
}

/** Takes from the budget what a new text costs. */
export function spendText(length: number): void {
  spendWork(length / CHARACTERS_A_UNIT);
}

/** @throws CutError when the time is used up */
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
 * Runs work with a budget, and ends it in time even where it spends nothing: V8 ends what the
 * script calls, functions of ours and regular expressions included, wherever they are. Each call starts a thread, which takes some 50
 * microseconds: only what can take long should come here.
 * @throws CutError when the budget or the time is used up
 * @see https://nodejs.org/docs/latest-v20.x/api/vm.html#scriptrunincontextcontextifiedobject-options
 */
export function withTimeLimit<T>(work: () => T): T {
  // The budget is the outer one: what is ended by time doesn't get to put anything back.
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
