import type { JwtClaims } from "../../jwt";
import type { ApiEvent } from "./api-event";
import type { LogEntry } from "./function-logs";
import type { LocalResponse } from "./local-response";
import type { FetchOptions, TargetOptions } from "./request";

/** The APIs of a stack: of the local runner, or deployed. `isLocal` tells TypeScript which. */
export type Api = LocalApi | DeployedApi;

/** What tests do with local and with deployed APIs. */
interface AnyApi {
  /**
   * The URL of a stage, for clients of your own.
   * @throws Error if it is not clear which API or stage is meant
   */
  url(target?: TargetOptions): string;
  /** Closes the connections, and the runner if there is one. In jest, this happens by itself. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** APIs that the local runner serves in the test's process. */
export interface LocalApi extends AnyApi {
  readonly isLocal: true;
  /**
   * Sends a request.
   * @param route method and path within the stage: `GET /pets/7`
   * @throws Error if it is not clear which API or stage is meant, if an option is unknown, or while
   * the timers are fake (`jest.useFakeTimers()`)
   */
  fetch<E = ApiEvent>(route: string, options?: FetchOptions): Promise<LocalResponse<E>>;
  /**
   * Invokes a function, with or without a route, as AWS's Invoke API does: that of a queue or a topic,
   * for example, with an event of your own.
   * @param name as in the option `functions`
   * @param event any JSON value. @default {}
   * @returns what the handler returned
   * @throws FunctionError if the function fails, with what it has reported and the end of its log
   * @throws Error that lists the functions of the stack; or if Lambda doesn't invoke the function
   * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
   */
  invoke<P = unknown>(name: string, event?: unknown): Promise<P>;
  /**
   * Invokes the function of a schedule with the event that it would get now.
   * @param name of a rule or schedule: name, Terraform address, path or id of its construct
   * @returns what the handler returned
   * @throws FunctionError if the function fails
   * @throws Error that lists the schedules of the stack
   */
  invokeSchedule<P = unknown>(name: string): Promise<P>;
  /**
   * A token that a guarded route accepts, until the API is closed. It is valid for an hour.
   * @param name of an authorizer or a user pool: name, Terraform address, path or id of its construct
   * @param claims in addition to those that the authorizer asks for, or in place of them. With a
   * `scope`, a user pool's token is an access token; without one, it is an ID token
   * @throws Error that lists the authorizers and user pools of the stack
   */
  token(name: string, claims?: JwtClaims): Promise<string>;
  /**
   * What a function has logged since the start or the last `reset`, without Lambda's own lines.
   * @param name as in the option `functions`
   */
  logs(name: string): LogEntry[];
  /**
   * Starts over: new sandboxes, no retries of asynchronous invocations, unused quotas, empty logs.
   * URLs and stubs stay.
   */
  reset(): Promise<void>;
  /**
   * Waits until no invocation is under way, including asynchronous ones and their retries.
   * @throws Error that names the functions whose invocations take longer than the limit
   */
  settled(options?: SettledOptions): Promise<void>;
}

export interface SettledOptions {
  /** Milliseconds. @default 4000, which is less than the time limit of a test in jest */
  readonly timeoutMilliseconds?: number;
}

/** APIs on AWS, or of a runner in another process. */
export interface DeployedApi extends AnyApi {
  readonly isLocal: false;
  /**
   * Sends a request.
   * @param route method and path within the stage: `GET /pets/7`
   * @throws Error if it is not clear which API is meant, or an option is unknown
   */
  fetch<E = ApiEvent>(route: string, options?: FetchOptions): Promise<DeployedResponse<E>>;
}

/** A response from AWS: nothing is known of what happened on the way to it. */
export interface DeployedResponse<E = ApiEvent> extends Response {
  readonly event?: E & undefined;
  readonly trace?: undefined;
  readonly logs?: undefined;
}
