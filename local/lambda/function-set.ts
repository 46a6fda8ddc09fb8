import { randomUUID } from "node:crypto";
import type { ResolvedStack } from "../terraform/resolved-stack";
import type { FunctionConfig, UnsupportedFunction } from "./config/function-config";
import { credentialsOf, type FunctionCredentials } from "./config/function-credentials";
import { parseFunctionReference } from "./config/function-reference";
import type { InvocationResult, InvokeOptions, LambdaService } from "./lambda-service";
import {
  RecursiveInvocationError,
  requestTooLarge,
  UnservableFunctionError,
} from "./lambda-service";
import type { ServedFunction } from "./served-function";
import { functionNotFound } from "./served-function";
import { MOST_IN_CHAIN, timesInChain, withLineage } from "./sandbox/lineage";
import { traceHeader } from "./sandbox/trace-header";

/** A function and version that an invocation refers to. */
export interface InvocationTarget {
  readonly fn: ServedFunction;
  readonly version: string;
  /** As in the handler's context: with the qualifier, if one was given. */
  readonly arn: string;
}

/** Starts an asynchronous invocation. */
export type StartAsync = LambdaService["invokeAsync"];

const MAX_REQUEST_BYTES = 6 * 1024 * 1024;

/**
 * The functions of a stack as it was read once. A request uses one set from its beginning to its end,
 * even if another set is served by then.
 */
export class FunctionSet implements LambdaService {
  /** By name, and by the ARN that API Gateway uses. */
  private readonly known: ReadonlyMap<string, ServedFunction>;

  constructor(
    readonly functions: readonly ServedFunction[],
    /** About functions that can't be invoked, and interpreters of other versions. */
    readonly warnings: readonly string[],
    /** Functions that an API fronts or whose code is missing, and why they can't be served. */
    readonly unservable: readonly UnsupportedFunction[],
    private readonly account: Pick<ResolvedStack, "region" | "accountId">,
    private readonly startAsync: StartAsync,
  ) {
    this.known = new Map(
      functions.flatMap((fn) => [
        [fn.config.name, fn],
        [fn.config.arn, fn],
      ]),
    );
  }

  /** What the functions sign with. */
  get credentials(): FunctionCredentials[] {
    return this.functions.map(({ config }) => credentialsOf(config));
  }

  invoke(
    functionRef: string,
    payload: Buffer | string,
    options: InvokeOptions = {},
  ): Promise<InvocationResult> {
    try {
      const { fn, version: selected, arn } = this.find(functionRef, options.qualifier);
      const { version = selected } = options;
      checkSize(payload, MAX_REQUEST_BYTES);
      checkLoop(fn.config, options);
      const { requestId = randomUUID() } = options;
      return fn.run(version, {
        requestId,
        payload,
        invokedArn: arn,
        traceId: withLineage(traceHeader(options.traceId, requestId), fn.config.arn),
        clientContext: options.clientContext ?? "",
        keepsLog: options.keepsLog ?? false,
        sink: options.sink,
      });
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  invokeAsync(functionRef: string, payload: Buffer | string, options?: InvokeOptions): void {
    this.startAsync(functionRef, payload, options);
  }

  /**
   * @param qualifier version or alias; may also be part of the reference
   * @throws LambdaServiceError ResourceNotFoundException
   */
  find(functionRef: string, qualifier?: string): InvocationTarget {
    const direct = this.known.get(functionRef);
    if (direct && qualifier === undefined) {
      return { fn: direct, version: "$LATEST", arn: direct.config.arn };
    }
    const reference = parseFunctionReference(functionRef);
    const fn = reference && this.known.get(reference.name);
    const wanted = qualifier ?? reference?.qualifier;
    if (!fn) {
      const unservable = this.unservable.find(({ name }) => name === reference?.name);
      if (unservable) {
        throw new UnservableFunctionError(unservable.reason);
      }
      throw functionNotFound(this.arnOf(reference?.name ?? functionRef, wanted));
    }
    const arn = wanted === undefined ? fn.config.arn : `${fn.config.arn}:${wanted}`;
    return { fn, version: fn.versionOf(wanted), arn };
  }

  /** The function of this set with the same name, code and configuration. */
  same(name: string, identity: string | undefined): ServedFunction | undefined {
    const fn = this.known.get(name);
    return identity !== undefined && fn?.prepared?.identity === identity ? fn : undefined;
  }

  private arnOf(name: string, qualifier: string | undefined): string {
    const { region, accountId } = this.account;
    const suffix = qualifier === undefined ? "" : `:${qualifier}`;
    return `arn:aws:lambda:${region}:${accountId}:function:${name}${suffix}`;
  }
}

/** @throws RecursiveInvocationError */
function checkLoop(
  { name, arn, recursiveLoop }: FunctionConfig,
  { traceId, stopsLoops = false }: InvokeOptions,
): void {
  if (stopsLoops && recursiveLoop === "Terminate") {
    const times = timesInChain(traceId, arn);
    if (times >= MOST_IN_CHAIN) {
      throw new RecursiveInvocationError(name, times);
    }
  }
}

/** @throws LambdaServiceError RequestTooLargeException */
export function checkSize(payload: Buffer | string, most: number): void {
  // A character has at most three bytes: most payloads are small enough by their length.
  if (payload.length * 3 <= most || Buffer.byteLength(payload) <= most) {
    return;
  }
  throw requestTooLarge(most);
}
