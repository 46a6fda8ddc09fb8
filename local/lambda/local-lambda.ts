import { availableParallelism } from "node:os";
import path from "node:path";
import { KnownHosts } from "../server/known-hosts";
import { Log } from "../log/log";
import type { Readiness } from "../server/loopback";
import type { Late } from "../server/stopping";
import type { ResolvedStack } from "../terraform/resolved-stack";
import { AsyncEvents, type EventHandlers } from "./async/async-events";
import { AsyncJournal } from "./async/async-journal";
import type { CodeSource, FunctionConfig, UnsupportedFunction } from "./config/function-config";
import type { PreparedFunctions } from "./function-preparation";
import { FunctionPreparation } from "./function-preparation";
import type { InvocationTarget } from "./function-set";
import { FunctionSet } from "./function-set";
import { FunctionSets } from "./function-sets";
import { pathOf } from "./code/code-folder";
import { Guardian } from "../guardian";
import { InvokeApi } from "./invoke-api/invoke-api";
import { publishRunner } from "./invoke-api/running-runner";
import type { LocalLambdaOptions } from "./local-lambda-options";
import type { InvocationResult, InvokeOptions, LambdaService } from "./lambda-service";
import type { ServedCode } from "./code/served-code";
import { servedCode } from "./code/served-code";
import { SandboxLauncher } from "./sandbox/sandbox-launcher";
import type { PoolLimits } from "./sandbox/sandbox-pool";
import { writeTrustFiles } from "./sandbox/trust-files";

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
  private readonly preparation: FunctionPreparation;
  private readonly asyncEvents: AsyncEvents;
  private readonly api: InvokeApi;
  private readonly sets: FunctionSets;
  private readonly isPublished: boolean;
  private readonly stackFolder: string;
  private foldersGiven = 0;
  /** Whether the asynchronous invocations of the last start were resumed. */
  private hasResumed = false;

  /** Starts without functions: `prepare` those of a stack, then `use` them. */
  constructor(stack: ResolvedStack, options: LocalLambdaOptions = {}) {
    this.isPublished = options.isPublished ?? true;
    this.stackFolder = stack.folder;
    this.log = options.log ?? new Log();
    const handlers: EventHandlers = {
      find: (functionRef, qualifier) => this.find(functionRef, qualifier),
      // Each attempt is made with the functions that are served by then.
      invoke: (...args) => this.sets.current.invoke(...args),
    };
    const journal = options.dataFolder ? new AsyncJournal(options.dataFolder, this.log) : undefined;
    this.asyncEvents = new AsyncEvents(handlers, this.log, options.send, journal);
    this.api = new InvokeApi(
      this,
      new KnownHosts(options.allowedHosts),
      this.log,
      options.schedules,
      options.endpointAdvice,
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
    this.sets = new FunctionSets(
      this.functionSet(stack, { served: [], warnings: [], unservable: [] }),
      this.launcher.early,
    );
    this.preparation = new FunctionPreparation(
      {
        guardian: this.guardian,
        launcher: this.launcher,
        log: this.log,
        limits: poolLimits(options),
        newScratch: () => this.newScratch(),
      },
      options,
    );
  }

  get functions(): FunctionConfig[] {
    return this.sets.current.functions.map(({ config }) => config);
  }

  get unservable(): readonly UnsupportedFunction[] {
    return this.sets.current.unservable;
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
    return this.functionSet(
      stack,
      await this.preparation.prepare(stack, environment, this.sets.current),
    );
  }

  /**
   * Serves these functions from now on. Invocations under way end on the functions they began with.
   * @param drained resolves when no request uses the previous functions any more: their processes
   * end then, and their files are removed
   */
  use(functions: FunctionSet, drained: Promise<unknown> = Promise.resolve()): void {
    const before = this.sets.use(functions);
    if (!this.hasResumed) {
      this.hasResumed = true;
      this.asyncEvents.resume();
    }
    if (this.api.url !== undefined && this.isPublished) {
      publishRunner(this.guardian.folder, { url: this.api.url, stackFolder: this.stackFolder });
    }
    void drained.then(() => this.release(before));
  }

  /** Ends the sandboxes and removes the files of the functions that no other set has. */
  release(functions: FunctionSet): Promise<void> {
    return this.sets.release(functions);
  }

  invoke(
    functionRef: string,
    payload: Buffer | string,
    options?: InvokeOptions,
  ): Promise<InvocationResult> {
    return this.sets.current.invoke(functionRef, payload, options);
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
    return this.sets.current.functions
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
      await Promise.all(this.sets.current.functions.map((fn) => fn.free()));
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
    return this.sets.current.find(functionRef, qualifier);
  }

  /** Starts the Lambda API on loopback. @returns its URL */
  listen(port: number, readiness: Readiness = () => undefined): Promise<string> {
    return this.api.listen(port, readiness);
  }

  /** Lets running requests to the Lambda API end, then ends every process and removes every file. */
  async close(late?: Late): Promise<void> {
    this.asyncEvents.close();
    await this.api.close(late);
    await this.sets.close(new Error("The local runner is shutting down."));
    await this.launcher.close();
    await this.guardian.close();
    this.log.flush();
  }

  private newScratch(): string {
    return path.join(this.guardian.folder, String(this.foldersGiven++));
  }

  private get codeSources(): CodeSource[] {
    return this.functions.flatMap(({ code, layers }) => [code, ...layers]);
  }

  private functionSet(
    stack: ResolvedStack,
    { served, warnings, unservable }: PreparedFunctions,
  ): FunctionSet {
    return new FunctionSet(served, warnings, unservable, stack, (functionRef, payload, options) =>
      this.invokeAsync(functionRef, payload, options),
    );
  }
}

function poolLimits({ maxSandboxes, idleMilliseconds = 300_000 }: LocalLambdaOptions): PoolLimits {
  const cores = availableParallelism();
  return {
    eager: Math.max(4, cores),
    most: maxSandboxes ?? Math.max(16, 8 * cores),
    idleMilliseconds,
  };
}
