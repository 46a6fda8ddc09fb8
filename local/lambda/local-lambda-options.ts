import type { Log } from "../log/log";
import type { SendRecord } from "./async/async-events";
import type { GivenCode } from "./config/given-code";
import type { EndpointAdvice } from "./invoke-api/missing-endpoint";
import type { InvocableSchedule } from "./invoke-api/named-views";
import type { FunctionOverride } from "./stub/function-override";

export interface LocalLambdaOptions {
  /** Host names that requests may use besides those of loopback (`--allow-host`). @default none */
  readonly allowedHosts?: readonly string[];
  /** Log of all functions. @default text on process.stderr */
  readonly log?: Log;
  /** Environment variables that override those of every function (`--env-file`). @default none */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Variables of single functions, by their names or Terraform addresses; they override `environment`.
   * @default none
   */
  readonly functionEnvironment?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Milliseconds after which an idle sandbox ends. @default 300000 */
  readonly idleMilliseconds?: number;
  /**
   * Maximum number of sandboxes per version of a function; further invocations wait. AWS starts an
   * execution environment for each concurrent invocation.
   * @default 8 per core, at least 16
   */
  readonly maxSandboxes?: number;
  /**
   * Whether functions run on copies of their code: changed files take effect with the next reload
   * only, and functions that did not change keep their warm sandboxes then.
   * @default false
   */
  readonly isolated?: boolean;
  /** Whether `npm run invoke` in the same folder finds this Lambda API. @default true */
  readonly isPublished?: boolean;
  /**
   * Folders and zips in place of the code of functions and layers, by Terraform address or a layer's
   * ARN: absolute paths. @default none
   */
  readonly givenCode?: GivenCode;
  /** Whether commands of the configuration may run to make code that is missing. @default false */
  readonly runsCommands?: boolean | undefined;
  /** Certificate of what the runner serves by HTTPS, which handlers trust. @default nothing is */
  readonly trustedCertificate?: string;
  /** Sends records of asynchronous invocations to queues, topics and event buses. @default none are */
  readonly send?: SendRecord;
  /** Folder that keeps asynchronous invocations over a stop. @default they end with the runner */
  readonly dataFolder?: string | undefined;
  /** What fires by the clock, for `npm run invoke -- --schedule`. @default nothing */
  readonly schedules?: () => readonly InvocableSchedule[];
  /** What to do about a service without an endpoint. @default the options of the command line */
  readonly endpointAdvice?: EndpointAdvice;
  /** Changes to functions, by their Terraform addresses. @default none */
  readonly overrides?: Readonly<Record<string, FunctionOverride>>;
}
