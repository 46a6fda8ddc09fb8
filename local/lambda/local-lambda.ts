import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import path from "node:path";
import { Writable } from "node:stream";
import { ResolvedStack } from "../terraform/resolved-stack";
import { AsyncInvocations } from "./async-invocations";
import { warnOfUnsupported } from "./fronted-functions";
import { FunctionConfig } from "./function-config";
import { parseFunctionReference } from "./function-reference";
import { Guardian } from "./guardian";
import { Interpreters } from "./interpreter";
import { InvokeApi } from "./invoke-api";
import {
  InvocationResult,
  InvokeOptions,
  LambdaService,
  LambdaServiceError,
} from "./lambda-service";
import { LogFormat, LogSink } from "./log-sink";
import { PreparedFunction, prepareFunction, versionNotices } from "./prepare-function";
import { readFunctions } from "./read-functions";
import { SandboxLauncher } from "./sandbox-launcher";
import { PoolLimits } from "./sandbox-pool";
import { functionNotFound, ServedFunction } from "./served-function";
import { traceHeader } from "./trace-header";

export interface LocalLambdaOptions {
  /** Where the log lines of all functions go. @default process.stderr */
  readonly log?: Writable;
  /** @default "text" */
  readonly logFormat?: LogFormat;
  /** Variables that every function gets, over its own (`--env-file`). @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds after which an unused sandbox is ended. @default 300000 */
  readonly idleMilliseconds?: number;
  /**
   * Sandboxes that a version of a function may have. AWS would start one for each concurrent
   * invocation; here those over it wait.
   * @default 8 a core, at least 16
   */
  readonly maxSandboxes?: number;
}

/** A resolved function reference. */
export interface InvocationTarget {
  readonly fn: ServedFunction;
  readonly version: string;
  /** As the handler's context shows it: with the qualifier, where one was given. */
  readonly arn: string;
}

const MAX_REQUEST_BYTES = 6 * 1024 * 1024;
const MAX_EVENT_BYTES = 1024 * 1024;

/**
 * Lambda on this machine: the functions of a stack, each invocation served by a process of its
 * own language.
 */
export class LocalLambda implements LambdaService {
  /** What the user should know: functions that can't be invoked, interpreters of other versions. */
  warnings: readonly string[] = [];
  private readonly guardian = new Guardian();
  private readonly sink: LogSink;
  private readonly launcher: SandboxLauncher;
  private readonly limits: PoolLimits;
  private readonly interpreters = new Interpreters();
  private readonly asyncInvocations = new AsyncInvocations();
  private readonly api = new InvokeApi(this);
  private functionsByName = new Map<string, ServedFunction>();
  private readonly retired = new Set<ServedFunction>();
  private generation = 0;

  private constructor(
    private stack: ResolvedStack,
    options: LocalLambdaOptions,
  ) {
    const cores = availableParallelism();
    this.limits = {
      eager: cores,
      most: options.maxSandboxes ?? Math.max(16, 8 * cores),
      idleMilliseconds: options.idleMilliseconds ?? 300_000,
    };
    this.sink = new LogSink(options.log ?? process.stderr, options.logFormat ?? "text");
    this.launcher = new SandboxLauncher({
      guardian: this.guardian,
      sink: this.sink,
      region: stack.region,
      overrides: options.environment ?? {},
      lambdaEndpoint: () => this.api.url,
    });
  }

  /**
   * Makes the functions of a stack ready to be invoked; sandboxes start with the first invocation.
   * @throws Error that names the address: for code that is missing or damaged, an interpreter that
   * isn't installed, and a function behind an API that can't be served
   */
  static async create(
    stack: ResolvedStack,
    options: LocalLambdaOptions = {},
  ): Promise<LocalLambda> {
    const lambda = new LocalLambda(stack, options);
    try {
      await lambda.reload(stack);
    } catch (error) {
      await lambda.close();
      throw error;
    }
    return lambda;
  }

  get functions(): FunctionConfig[] {
    return [...this.functionsByName.values()].map((fn) => fn.config);
  }

  /**
   * Takes the functions of a stack in place of those served so far. Invocations under way are
   * finished by the old code, the next ones run the new.
   */
  async reload(stack: ResolvedStack): Promise<void> {
    const { functions, unsupported } = readFunctions(stack);
    const warnings = warnOfUnsupported(stack, unsupported);
    this.generation += 1;
    const scratch = path.join(this.guardian.folder, String(this.generation));
    const prepared = await Promise.all(
      functions.map((config, index) =>
        prepareFunction(config, path.join(scratch, String(index)), this.interpreters),
      ),
    );
    this.warnings = [...warnings, ...versionNotices(prepared)];
    this.stack = stack;
    this.replace(prepared);
  }

  invoke(
    functionRef: string,
    payload: Buffer | string,
    options: InvokeOptions = {},
  ): Promise<InvocationResult> {
    try {
      const target = this.find(functionRef, options.qualifier);
      checkSize(payload, MAX_REQUEST_BYTES);
      return this.run(target, randomUUID(), payload, options);
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  invokeAsync(functionRef: string, payload: Buffer | string, options: InvokeOptions = {}): void {
    const { fn } = this.find(functionRef, options.qualifier);
    checkSize(payload, MAX_EVENT_BYTES);
    // All tries of an event have one request id.
    const requestId = randomUUID();
    const run = async (): Promise<InvocationResult> =>
      this.run(this.find(functionRef, options.qualifier), requestId, payload, options);
    this.asyncInvocations.start(run, fn.config.asyncRetries, (failure) => {
      const message = `Asynchronous invocation dropped, the last failure was: ${failure}`;
      this.sink.write(fn.config.name, `${new Date().toISOString()} ${requestId} ${message}\n`);
    });
  }

  /**
   * @param qualifier version or alias; one in the reference says the same
   * @throws LambdaServiceError ResourceNotFoundException
   */
  find(functionRef: string, qualifier?: string): InvocationTarget {
    const direct = this.functionsByName.get(functionRef);
    if (direct && qualifier === undefined) {
      return { fn: direct, version: "$LATEST", arn: direct.config.arn };
    }
    const reference = parseFunctionReference(functionRef);
    const fn = reference && this.functionsByName.get(reference.name);
    const wanted = qualifier ?? reference?.qualifier;
    if (!fn) throw functionNotFound(this.arnOf(reference?.name ?? functionRef, wanted));
    const arn = wanted === undefined ? fn.config.arn : `${fn.config.arn}:${wanted}`;
    return { fn, version: fn.versionOf(wanted), arn };
  }

  /** Starts the Lambda API on loopback. @returns its URL */
  listen(port: number): Promise<string> {
    return this.api.listen(port);
  }

  /** Ends every process and removes every file; what is under way fails. */
  async close(): Promise<void> {
    this.asyncInvocations.close();
    const reason = new Error("The local runner is shutting down.");
    const all = [...this.functionsByName.values(), ...this.retired];
    await Promise.all(all.map((fn) => fn.close(reason)));
    await this.launcher.close();
    await this.api.close();
    await this.guardian.close();
    this.sink.flush();
  }

  private run(
    { fn, version, arn }: InvocationTarget,
    requestId: string,
    payload: Buffer | string,
    options: InvokeOptions,
  ): Promise<InvocationResult> {
    return fn.run(version, {
      requestId,
      payload,
      invokedArn: arn,
      traceId: traceHeader(options.traceId, requestId),
      clientContext: options.clientContext ?? "",
    });
  }

  /** Unchanged functions keep their warm sandboxes. */
  private replace(prepared: readonly PreparedFunction[]): void {
    const old = this.functionsByName;
    const served = prepared.map((fn) => {
      const existing = old.get(fn.config.name);
      const isSame = existing?.prepared.identity === fn.identity;
      return isSame ? existing : new ServedFunction(fn, this.launcher, this.limits);
    });
    this.functionsByName = new Map(served.map((fn) => [fn.config.name, fn]));
    for (const fn of old.values()) {
      if (served.includes(fn)) continue;
      fn.retire();
      this.retired.add(fn);
    }
  }

  private arnOf(name: string, qualifier: string | undefined): string {
    const { region, accountId } = this.stack;
    const suffix = qualifier === undefined ? "" : `:${qualifier}`;
    return `arn:aws:lambda:${region}:${accountId}:function:${name}${suffix}`;
  }
}

function checkSize(payload: Buffer | string, most: number): void {
  // A character is at most three bytes, so that most payloads need not be measured.
  if (payload.length * 3 <= most || Buffer.byteLength(payload) <= most) return;
  const message = `Request must be smaller than ${most} bytes for the InvokeFunction operation`;
  throw new LambdaServiceError("RequestTooLargeException", 413, message);
}
