import type { JwtClaims } from "../../jwt";
import type { Runner } from "../../runner/runner";
import type { TokenIssuer } from "../../tokens/token-issuer";
import type { ApiEvent } from "./api-event";
import type { LocalApi, SettledOptions } from "./api";
import type { FunctionLogs, LogEntry } from "./function-logs";
import { checkNames, namesOf } from "../check-names";
import { findSchedule, returned } from "./invocation";
import { LocalResponse } from "./local-response";
import { findNamed, type NamedResource } from "../named-resources";
import type { Recorder } from "../cases/recorder";
import { requestToSend, type FetchOptions, type TargetOptions } from "./request";
import { HttpClient } from "./send";
import { stageUrl } from "./stage-url";
import type { TestTokens } from "./test-tokens";
import type { Traces } from "./traces";

/** What a local API consists of. */
export interface LocalParts {
  readonly runner: Runner;
  readonly functions: readonly NamedResource[];
  readonly apis: readonly NamedResource[];
  readonly logs: FunctionLogs;
  readonly traces: Traces;
  readonly tokens: TestTokens;
  /** @throws Error that lists the authorizers and user pools of the stack */
  readonly issuerOf: (name: string) => TokenIssuer;
  readonly recorder: Recorder;
  /** Called after the runner has ended. */
  readonly onClosed: () => void;
}

/** Less than the default time limit of a test in jest, whose message would not name a function. */
const SETTLED_MS = 4_000;
const SETTLED_OPTIONS = namesOf<SettledOptions>({ timeoutMilliseconds: true });

/** Sends requests to a runner in this process. */
export class LocalApis implements LocalApi {
  readonly isLocal = true;
  private readonly client = new HttpClient();
  private closed: Promise<void> | undefined;

  constructor(private readonly parts: LocalParts) {}

  async fetch<E = ApiEvent>(route: string, options: FetchOptions = {}): Promise<LocalResponse<E>> {
    const { recorder, traces, logs } = this.parts;
    refuseFakeTimers(`fetch(${JSON.stringify(route)})`);
    const request = requestToSend(route, options);
    const url = this.url(options);
    const record = recorder.request(route, options);
    const received = await this.client.send(url, request);
    record(received);
    return new LocalResponse<E>(received, traces.claim(url, request, received), logs);
  }

  url(target: TargetOptions = {}): string {
    const { runner, apis } = this.parts;
    return stageUrl(runner.endpoints, apis, target);
  }

  async token(name: string, claims: JwtClaims = {}): Promise<string> {
    const { tokens, issuerOf } = this.parts;
    return tokens.sign(issuerOf(name), claims);
  }

  async invoke<P = unknown>(name: string, event: unknown = {}): Promise<P> {
    const call = `invoke(${JSON.stringify(name)})`;
    refuseFakeTimers(call);
    const { runner, functions } = this.parts;
    const found = findNamed("function", name, functions);
    const result = await runner.invoke(found.name ?? found.address, JSON.stringify(event));
    return returned(call, result) as P;
  }

  async invokeSchedule<P = unknown>(name: string): Promise<P> {
    const call = `invokeSchedule(${JSON.stringify(name)})`;
    refuseFakeTimers(call);
    const { runner } = this.parts;
    const { functionArn, event } = findSchedule(name, runner.invocableSchedules);
    return returned(call, await runner.invoke(functionArn, event)) as P;
  }

  logs(name: string): LogEntry[] {
    const { functions, logs } = this.parts;
    const found = findNamed("function", name, functions);
    return logs.ofFunction(found.name ?? "");
  }

  async reset(): Promise<void> {
    await this.parts.runner.reset();
    this.parts.logs.clear();
  }

  async settled(options: SettledOptions = {}): Promise<void> {
    checkNames("settled()", options, SETTLED_OPTIONS);
    const { timeoutMilliseconds = SETTLED_MS } = options;
    const { runner } = this.parts;
    await new Promise<void>((resolve, reject) => {
      const tooLate = () => reject(new Error(stillUnderWay(runner, timeoutMilliseconds)));
      const timer = setTimeout(tooLate, timeoutMilliseconds);
      const settled = runner.settled().finally(() => clearTimeout(timer));
      settled.then(resolve, reject);
    });
  }

  close(): Promise<void> {
    this.closed ??= this.end();
    return this.closed;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  private async end(): Promise<void> {
    const { recorder, runner, onClosed } = this.parts;
    try {
      recorder.write();
    } finally {
      this.client.close();
      await runner.close();
      onClosed();
    }
  }
}

/** With them, the runner would wait forever: it is in the process whose timers are replaced. */
function refuseFakeTimers(call: string): void {
  if (Object.hasOwn(setTimeout, "clock")) {
    throw new Error(
      `${call}: the timers of this process are fake, and the local runner needs real ones. ` +
        "Call jest.useRealTimers() before it",
    );
  }
}

function stillUnderWay({ underWay }: Runner, milliseconds: number): string {
  const invocations = underWay.map(
    ({ functionName, running, retrying }) =>
      `${functionName} (${running} running, ${retrying} to be retried)`,
  );
  return `settled(): after ${milliseconds} ms, these are still under way: ${invocations.join(", ")}`;
}
