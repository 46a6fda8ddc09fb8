import type { Channel, ChannelListener, Outcome } from "./channel";
import type { ExitStatus } from "./function-errors";
import { exited, exitReason, exitType, responseTooLarge, timedOut } from "./function-errors";
import type { Invocation } from "./invocation";
import type { Report } from "../log/log-lines";
import type { SandboxLog } from "../log/sandbox-log";
import type { CodePaths } from "../code/code-paths";
import { ResponseStream } from "./response-stream";
import type { SandboxProcess } from "./sandbox-process";
import type { SandboxFunction } from "./sandbox-reports";
import { SandboxReports } from "./sandbox-reports";

/** Lambda's time limit for an initialization, which it then repeats within the invocation. */
const INIT_TIMEOUT_MS = 10_000;

export interface SandboxOwner {
  /** The sandbox is idle. */
  onReady(sandbox: Sandbox): void;
  /** The sandbox has ended. `initFailed`: it failed to initialize outside of an invocation. */
  onEnded(sandbox: Sandbox, initFailed: boolean): void;
}

export interface SandboxParts {
  readonly process: SandboxProcess;
  readonly connect: (listener: ChannelListener) => Channel;
  readonly log: SandboxLog;
  readonly paths: CodePaths;
  /** Peak memory in kilobytes, for clients that don't report it. */
  readonly measureMemory: () => number;
}

type State =
  /** With an invocation: the second attempt, which counts towards the invocation's duration. */
  | { kind: "initializing"; startedAt: number; timer: NodeJS.Timeout; invocation?: Invocation }
  | { kind: "idle"; since: number }
  | { kind: "busy"; invocation: Invocation; startedAt: number; timer: NodeJS.Timeout }
  /** The result has arrived; the client may not have asked for the next event yet. */
  | { kind: "finishing"; clientReady: boolean; finished: boolean }
  | { kind: "ended" };

/**
 * The local counterpart of an execution environment. It initializes, runs one invocation at a time,
 * and ends as soon as anything goes wrong with its process.
 */
export class Sandbox implements ChannelListener {
  private state: State;
  private readonly channel: Channel;
  private readonly reports: SandboxReports;
  /** Of the running invocation, if its handler streams. */
  private stream: ResponseStream | undefined;

  constructor(
    private readonly fn: SandboxFunction,
    private readonly parts: SandboxParts,
    private readonly owner: SandboxOwner,
    invocation?: Invocation,
  ) {
    this.reports = new SandboxReports(fn, parts.log);
    const limit = invocation ? fn.timeoutSeconds * 1000 : INIT_TIMEOUT_MS;
    const timer = setTimeout(() => this.initTimedOut(), limit);
    this.state = { kind: "initializing", startedAt: performance.now(), timer, invocation };
    for (const output of parts.process.output) {
      parts.log.follow(output);
    }
    if (invocation) {
      this.reports.start(invocation);
    } else {
      this.reports.initStart();
    }
    this.channel = parts.connect(this);
    void parts.process.ended.then((status) => this.processEnded(status));
  }

  /** Milliseconds since the sandbox became idle; 0 unless it is idle. */
  idleMilliseconds(): number {
    return this.state.kind === "idle" ? performance.now() - this.state.since : 0;
  }

  /** Runs an invocation; the sandbox must be idle. */
  run(invocation: Invocation): void {
    this.reports.start(invocation);
    this.deliver(invocation, performance.now(), this.fn.timeoutSeconds * 1000);
  }

  /** Ends every process of the sandbox; a running invocation fails. */
  async end(): Promise<void> {
    if (this.state.kind === "idle" || this.state.kind === "finishing") {
      this.leave(false);
    }
    await this.parts.process.kill();
  }

  onReady(): void {
    const { state } = this;
    switch (state.kind) {
      case "initializing":
        return this.initialized(state);
      case "finishing":
        state.clientReady = true;
        if (state.finished) {
          this.becomeIdle();
        }
        return;
      case "idle":
      case "busy":
      case "ended":
        return;
    }
  }

  onInitError(payload: Buffer, errorType: string | undefined, maxMemoryKilobytes?: number): void {
    // The process ends by itself: later, it can't be measured any more.
    this.reports.usedMemory(maxMemoryKilobytes ?? this.parts.measureMemory());
    // Output that the client printed before may still be in the pipes.
    setImmediate(() =>
      this.initFailed("error", errorType ?? typeOf(payload), () => this.errorObject(payload)),
    );
  }

  onOutcome(outcome: Outcome): void {
    const { state } = this;
    if (state.kind !== "busy") {
      return;
    }
    const milliseconds = performance.now() - state.startedAt;
    clearTimeout(state.timer);
    this.state = { kind: "finishing", clientReady: false, finished: false };
    // Output that the handler printed before may still be in the pipes.
    setImmediate(() => this.finishInvocation(state.invocation, outcome, milliseconds));
  }

  onStream(contentType: string): void {
    if (this.state.kind === "busy" && !this.stream) {
      this.stream = new ResponseStream(contentType, this.state.invocation.sink);
    }
  }

  onChunk(chunk: Buffer): Promise<void> | undefined {
    const { state, stream } = this;
    if (state.kind !== "busy" || !stream) {
      return undefined;
    }
    const free = stream.write(chunk);
    if (stream.isTooLarge) {
      this.onOutcome({ kind: "too-large" });
    }
    return free;
  }

  /** Its end fails what the sandbox does at the moment. */
  onBroken(reason: string): void {
    const requestId = "invocation" in this.state ? (this.state.invocation?.requestId ?? "-") : "-";
    this.reports.failure(requestId, `Error: ${reason}`);
    void this.parts.process.kill();
  }

  private initialized(state: State & { kind: "initializing" }): void {
    clearTimeout(state.timer);
    // A process that ends by itself can't be measured any more.
    this.measure();
    const milliseconds = performance.now() - state.startedAt;
    if (state.invocation) {
      const left = this.fn.timeoutSeconds * 1000 - milliseconds;
      return this.deliver(state.invocation, state.startedAt, left);
    }
    this.reports.initialized(milliseconds);
    this.becomeIdle();
  }

  private deliver(invocation: Invocation, startedAt: number, timeLeft: number): void {
    const timer = setTimeout(() => this.invocationTimedOut(), timeLeft);
    this.state = { kind: "busy", invocation, startedAt, timer };
    this.stream = undefined;
    this.channel.deliver(invocation, Math.floor(Date.now() + timeLeft));
  }

  private becomeIdle(): void {
    this.state = { kind: "idle", since: performance.now() };
    this.reports.idle();
    this.owner.onReady(this);
  }

  private finishInvocation(invocation: Invocation, outcome: Outcome, milliseconds: number): void {
    const isError = outcome.kind !== "response";
    const payload = this.payloadOf(outcome);
    const reusable = outcome.kind === "response" || (outcome.kind === "error" && !outcome.fatal);
    if (outcome.kind !== "too-large") {
      this.reports.usedMemory(outcome.maxMemoryKilobytes ?? this.parts.measureMemory());
    }
    const finish = this.report(invocation, milliseconds, isError ? "error" : "success", payload);
    // The next invocation starts before the result of this one is processed.
    if (this.state.kind === "finishing") {
      if (!reusable) {
        this.leave(true);
      } else if (this.state.clientReady) {
        this.becomeIdle();
      } else {
        this.state.finished = true;
      }
    }
    finish();
  }

  private payloadOf(outcome: Outcome): Buffer {
    switch (outcome.kind) {
      case "response":
        return this.stream?.streamed?.body ?? outcome.payload;
      case "error":
        return this.errorObject(outcome.payload);
      case "too-large":
        return responseTooLarge();
    }
  }

  /** The handler's error object, with Lambda's paths in its stack trace. */
  private errorObject(payload: Buffer): Buffer {
    return Buffer.from(this.parts.paths.asOnLambda(payload.toString("utf8")));
  }

  private invocationTimedOut(): void {
    const { state } = this;
    if (state.kind !== "busy") {
      return;
    }
    this.measure();
    this.leave(true);
    this.finishTimedOut(state.invocation, state.startedAt);
  }

  private initTimedOut(): void {
    const { state } = this;
    if (state.kind !== "initializing") {
      return;
    }
    if (!state.invocation) {
      return this.initFailed("timeout", undefined, () => Buffer.alloc(0));
    }
    this.measure();
    this.leave(true);
    this.finishTimedOut(state.invocation, state.startedAt);
  }

  private finishTimedOut(invocation: Invocation, startedAt: number): void {
    const { timeoutSeconds } = this.fn;
    const { requestId } = invocation;
    this.reports.failure(requestId, `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`);
    const milliseconds = Math.max(performance.now() - startedAt, timeoutSeconds * 1000);
    this.report(invocation, milliseconds, "timeout", timedOut(requestId, timeoutSeconds))();
  }

  private initFailed(
    status: "error" | "timeout",
    errorType: string | undefined,
    payloadFor: (requestId: string) => Buffer,
  ): void {
    const { state } = this;
    if (state.kind !== "initializing") {
      return;
    }
    const least = status === "timeout" ? INIT_TIMEOUT_MS : 0;
    const milliseconds = Math.max(performance.now() - state.startedAt, least);
    const phase = state.invocation ? "invoke" : "init";
    this.reports.initFailed({ milliseconds, phase, status, errorType });
    this.leave(true, state.invocation === undefined);
    if (!state.invocation) {
      return;
    }
    const payload = payloadFor(state.invocation.requestId);
    this.report(state.invocation, milliseconds, "error", payload)();
  }

  private processEnded(status: ExitStatus): void {
    const { state } = this;
    if (status.kind === "over memory") {
      this.reports.usedAllMemory();
    }
    const payloadFor = (requestId: string): Buffer => exited(requestId, status);
    if (state.kind === "initializing") {
      return this.initFailed("error", exitType(status), payloadFor);
    }
    if (state.kind === "ended") {
      return;
    }
    this.leave(false);
    if (state.kind !== "busy") {
      return;
    }
    const { invocation, startedAt } = state;
    const { requestId } = invocation;
    this.reports.failure(requestId, `Error: ${exitReason(status)}`);
    const milliseconds = performance.now() - startedAt;
    this.report(invocation, milliseconds, "error", payloadFor(requestId))();
  }

  /** Writes the end of the invocation's log. @returns a function that delivers the result */
  private report(
    invocation: Invocation,
    milliseconds: number,
    status: Report["status"],
    payload: Buffer,
  ): () => void {
    const streamed = this.stream?.streamed;
    return this.reports.end({ invocation, milliseconds, status, payload, streamed });
  }

  private measure(): void {
    this.reports.usedMemory(this.parts.measureMemory());
  }

  private leave(kill: boolean, initFailed = false): void {
    if ("timer" in this.state) {
      clearTimeout(this.state.timer);
    }
    this.state = { kind: "ended" };
    this.reports.ended();
    this.channel.close();
    if (kill) {
      void this.parts.process.kill();
    }
    this.owner.onEnded(this, initFailed);
  }
}

function typeOf(payload: Buffer): string | undefined {
  try {
    return (JSON.parse(payload.toString("utf8")) as { errorType?: string }).errorType;
  } catch {
    return undefined;
  }
}
