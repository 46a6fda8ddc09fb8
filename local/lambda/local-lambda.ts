import { rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { KnownHosts } from "../server/known-hosts";
import { Log } from "../log/log";
import type { Readiness } from "../server/loopback";
import type { ResolvedStack } from "../terraform/resolved-stack";
import { AsyncEvents, type EventHandlers } from "./async/async-events";
import { AsyncJournal } from "./async/async-journal";
import { isFronted } from "./config/fronted-functions";
import type { CodeSource, FunctionConfig, UnsupportedFunction } from "./config/function-config";
import { refuseUselessCode, type GivenCode } from "./config/given-code";
import type { InvocationTarget } from "./function-set";
import { FunctionSet } from "./function-set";
import { pathOf } from "./code/code-folder";
import { makeMissingCode } from "./code/build/make-code";
import { commandRunner } from "./code/build/run-command";
import { checkCodeExists } from "./code/check-code-exists";
import { Guardian } from "../guardian";
import { identify } from "./code/identify";
import { InvokeApi } from "./invoke-api/invoke-api";
import { publishRunner } from "./invoke-api/running-runner";
import type { LocalLambdaOptions } from "./local-lambda-options";
import type { InvocationResult, InvokeOptions, LambdaService } from "./lambda-service";
import { prepareFunction, versionNotices } from "./code/prepare-function";
import { PythonPackages } from "./code/python-packages";
import { checkFunctionNames, withVariables } from "./config/function-environment";
import { notInvocable } from "./config/not-invocable";
import { readFunctions } from "./config/read-functions";
import type { ServedCode } from "./code/served-code";
import { servedCode } from "./code/served-code";
import { SandboxLauncher } from "./sandbox/sandbox-launcher";
import type { PoolLimits } from "./sandbox/sandbox-pool";
import { SandboxPool } from "./sandbox/sandbox-pool";
import { writeTrustFiles } from "./sandbox/trust-files";
import { ServedFunction } from "./served-function";
import type { FunctionOverride } from "./stub/function-override";
import { StubPool } from "./stub/stub-pool";

/** Invocations of a function that haven't ended. */
export interface UnderWay {
  readonly functionName: string;
  /** How many wait for a sandbox or run. */
  readonly running: number;
  /** How many asynchronous ones wait for a retry. */
  readonly retrying: number;
}

/**
 * Lambda on this machine: serves the functions of a stack, each in processes of its own language.
 */
export class LocalLambda implements LambdaService {
  private readonly guardian = new Guardian();
  private readonly log: Log;
  private readonly launcher: SandboxLauncher;
  private readonly limits: PoolLimits;
  private readonly pythonPackages = new PythonPackages(path.join(this.guardian.folder, "python"));
  private readonly asyncEvents: AsyncEvents;
  private readonly api: InvokeApi;
  private current: FunctionSet;
  /** The current set, and earlier ones that running requests still use. */
  private readonly inUse = new Set<FunctionSet>();
  private readonly retiring = new Set<ServedFunction>();
  private readonly isolated: boolean;
  private readonly isPublished: boolean;
  private readonly runsCommands: boolean;
  private readonly givenCode: GivenCode;
  private readonly overrides: Readonly<Record<string, FunctionOverride>>;
  private readonly environment: Readonly<Record<string, string>>;
  private readonly functionEnvironment: Readonly<Record<string, Readonly<Record<string, string>>>>;
  private foldersGiven = 0;

  /** Starts without functions: `prepare` those of a stack, then `use` them. */
  constructor(stack: ResolvedStack, options: LocalLambdaOptions = {}) {
    this.current = this.functionSet(stack, { served: [], warnings: [], unservable: [] });
    this.isolated = options.isolated ?? false;
    this.isPublished = options.isPublished ?? true;
    this.runsCommands = options.runsCommands ?? false;
    this.givenCode = options.givenCode ?? new Map<string, string>();
    this.overrides = options.overrides ?? {};
    this.environment = options.environment ?? {};
    this.functionEnvironment = options.functionEnvironment ?? {};
    const cores = availableParallelism();
    this.limits = {
      eager: Math.max(4, cores),
      most: options.maxSandboxes ?? Math.max(16, 8 * cores),
      idleMilliseconds: options.idleMilliseconds ?? 300_000,
    };
    this.log = options.log ?? new Log();
    const handlers: EventHandlers = {
      find: (functionRef, qualifier) => this.find(functionRef, qualifier),
      // Each attempt is made with the functions that are served by then.
      invoke: (...args) => this.current.invoke(...args),
    };
    const journal = options.dataFolder ? new AsyncJournal(options.dataFolder) : undefined;
    this.asyncEvents = new AsyncEvents(handlers, this.log, options.send, journal);
    this.api = new InvokeApi(
      this,
      new KnownHosts(options.allowedHosts),
      this.log,
      options.schedules,
    );
    const { trustedCertificate } = options;
    this.launcher = new SandboxLauncher({
      guardian: this.guardian,
      log: this.log,
      lambdaEndpoint: () => this.api.url,
      trust: trustedCertificate
        ? writeTrustFiles(this.guardian.folder, trustedCertificate)
        : undefined,
      newScratch: () => this.newScratch(),
    });
  }

  get functions(): FunctionConfig[] {
    return this.current.functions.map(({ config }) => config);
  }

  get unservable(): readonly UnsupportedFunction[] {
    return this.current.unservable;
  }

  /** Files and folders with the code of the functions and their layers. */
  get sources(): string[] {
    return [...new Set(this.codeSources.flatMap((source) => pathOf(source) ?? []))];
  }

  /** The code of the functions that was made from sources of the project. */
  get code(): ServedCode {
    return servedCode(this.codeSources);
  }

  /**
   * Prepares the functions of a stack without serving them yet. Functions that did not change are
   * shared with the current set. Sandboxes start with the first invocation. Functions that can't be
   * served are listed with the reason.
   * @param environment variables of every function, unless it sets them itself
   */
  async prepare(
    stack: ResolvedStack,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<FunctionSet> {
    refuseUselessCode(this.givenCode, stack);
    const { functions: declared, unsupported } = readFunctions(stack, this.givenCode);
    checkFunctionNames(Object.keys(this.functionEnvironment), [...declared, ...unsupported]);
    const added = {
      common: environment,
      overrides: this.overrides,
      ofAll: this.environment,
      ofOne: this.functionEnvironment,
    };
    const functions = declared.map((config) => withVariables(config, added));
    // Any integration may name a function without a known name.
    const fronted = unsupported.filter((one) => one.name === "" || isFronted(stack, one));
    const others = unsupported.filter((one) => !fronted.includes(one));
    const warnings = notInvocable(others.flatMap(({ reason }) => reason.split("\n")));
    const run = this.runsCommands
      ? commandRunner(stack.folder, this.guardian, this.log)
      : undefined;
    const missing = await makeMissingCode(stack, functions, run);
    // Waits for all: none may write files while they are removed.
    const results = await Promise.allSettled(
      functions.map((config) => this.served(config, stack.folder, missing.get(config.address))),
    );
    const served = results.flatMap((result) =>
      result.status === "fulfilled" ? [result.value] : [],
    );
    const failed = functions.flatMap((config, index): UnsupportedFunction[] => {
      const result = results[index];
      return result?.status === "rejected" ? [{ ...config, reason: messageOf(result.reason) }] : [];
    });
    const notices = versionNotices(served.flatMap(({ prepared }) => prepared ?? []));
    return this.functionSet(stack, {
      served,
      warnings: [...warnings, ...notices],
      unservable: [...fronted, ...failed],
    });
  }

  /**
   * Serves these functions from now on. Invocations under way end on the functions they began with.
   * @param drained resolves when no request uses the previous functions any more: their processes
   * end then, and their files are removed
   */
  use(functions: FunctionSet, drained: Promise<unknown> = Promise.resolve()): void {
    const old = this.current;
    const isFirst = this.inUse.size === 0;
    this.current = functions;
    this.inUse.add(functions);
    if (isFirst) {
      this.asyncEvents.resume();
    }
    if (this.api.url !== undefined && this.isPublished) {
      publishRunner(this.guardian.folder, this.api.url);
    }
    void drained.then(() => this.release(old));
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

  invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult> {
    return this.current.invoke(functionRef, payload, options);
  }

  /** @returns the request ID */
  invokeAsync(functionRef: string, payload: Buffer | string, options: InvokeOptions = {}): string {
    return this.asyncEvents.begin(functionRef, payload, options);
  }

  /**
   * Invokes a function asynchronously with an event that its source keeps until it was handled.
   * @returns whether the event was handled or dropped; false if the runner stops before
   */
  handleEvent(functionRef: string, payload: Buffer | string): Promise<boolean> {
    return this.asyncEvents.handle(functionRef, payload);
  }

  /** The invocations of the current functions that haven't ended. */
  get underWay(): UnderWay[] {
    const { waiting } = this.asyncEvents;
    return this.current.functions
      .map(({ config: { name }, underWay }) => ({
        functionName: name,
        running: underWay,
        retrying: waiting.filter((one) => one === name).length,
      }))
      .filter(({ running, retrying }) => running + retrying > 0);
  }

  /** Resolves when no invocation of the current functions is under way. */
  async settled(): Promise<void> {
    do {
      await this.asyncEvents.ended();
      await Promise.all(this.current.functions.map((fn) => fn.free()));
      // One that has ended may have started another.
    } while (this.underWay.length > 0);
  }

  /** Drops the asynchronous invocations that wait for a retry, and retries no others. */
  dropRetries(): void {
    this.asyncEvents.dropRetries();
  }

  /**
   * @param qualifier version or alias; may also be part of the reference
   * @throws LambdaServiceError ResourceNotFoundException
   */
  find(functionRef: string, qualifier?: string): InvocationTarget {
    return this.current.find(functionRef, qualifier);
  }

  /** Starts the Lambda API on loopback. @returns its URL */
  listen(port: number, readiness: Readiness = () => undefined): Promise<string> {
    return this.api.listen(port, readiness);
  }

  /** Lets running requests to the Lambda API end, then ends every process and removes every file. */
  async close(): Promise<void> {
    this.asyncEvents.close();
    await this.api.close();
    const reason = new Error("The local runner is shutting down.");
    const all = new Set([...this.inUse].flatMap(({ functions }) => functions));
    await Promise.all([...all, ...this.retiring].map((fn) => fn.close(reason)));
    await this.launcher.close();
    await this.guardian.close();
    this.log.flush();
  }

  private async retire(fn: ServedFunction): Promise<void> {
    const { early } = this.launcher;
    await fn.retire();
    if (fn.prepared) {
      await early.discard(fn.prepared.scratch);
    }
    if (!this.current.functions.some(({ config }) => config.name === fn.config.name)) {
      await early.forget(fn.config.name);
    }
  }

  private newScratch(): string {
    return path.join(this.guardian.folder, String(this.foldersGiven++));
  }

  private get codeSources(): CodeSource[] {
    return this.functions.flatMap(({ code, layers }) => [code, ...layers]);
  }

  private functionSet(
    stack: ResolvedStack,
    {
      served,
      warnings,
      unservable,
    }: {
      readonly served: readonly ServedFunction[];
      readonly warnings: readonly string[];
      readonly unservable: readonly UnsupportedFunction[];
    },
  ): FunctionSet {
    return new FunctionSet(served, warnings, unservable, stack, (functionRef, payload, options) =>
      this.invokeAsync(functionRef, payload, options),
    );
  }

  private async served(
    config: FunctionConfig,
    stackFolder: string,
    whyMissing: string | undefined,
  ): Promise<ServedFunction> {
    const { isolated, pythonPackages, launcher, log } = this;
    const stub = this.overrides[config.address]?.stub;
    if (stub) {
      return new ServedFunction(config, (version) => new StubPool(config, version, stub, log));
    }
    let scratch: string | undefined;
    try {
      checkCodeExists(config, whyMissing);
      // Before the files are copied: if a file changes meanwhile, the next reload must notice it.
      const identity = isolated ? await identify(config) : undefined;
      const existing = this.current.same(config.name, identity);
      if (existing) {
        return existing;
      }
      scratch = launcher.early.scratchFor(config) ?? this.newScratch();
      const preparation = { stackFolder, scratch, identity, pythonPackages };
      const prepared = await prepareFunction(config, preparation);
      const most = Math.min(this.limits.most, config.reservedConcurrency ?? Infinity);
      const limits = { ...this.limits, most };
      const newPool = (version: string) =>
        new SandboxPool(limits, (owner, invocation) =>
          launcher.start(prepared, version, owner, invocation),
        );
      return new ServedFunction(config, newPool, prepared);
    } catch (error) {
      if (scratch !== undefined) {
        await launcher.early.discard(scratch);
        await rm(scratch, { recursive: true, force: true });
      }
      throw new Error(`${config.address}: ${messageOf(error)}`, { cause: error });
    }
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
