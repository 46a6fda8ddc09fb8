import type { Writable } from "node:stream";
import type { CallBackend } from "../gateway/common/integration/backend";
import type { TraceListener } from "../gateway/trace";
import type { Credentials } from "../iam/sigv4";
import type { LocalLambdaOptions } from "../lambda";
import type { FunctionLines, LogFormat } from "../log/log";
import type { Readiness } from "../server/loopback";
import type { ClientIdentity, TlsFiles } from "../server/tls";
import type { AwsOptions } from "../services";
import type { GivenValue, VariableArgument } from "../terraform";
import type { TokenOptions } from "./token-verifier";

export interface RunnerOptions
  extends
    Omit<LocalLambdaOptions, "dataFolder" | "log" | "schedules" | "send" | "trustedCertificate">,
    TokenOptions {
  /** Destination of the log of functions and requests. @default process.stderr */
  readonly log?: Writable;
  /** @default "text" */
  readonly logFormat?: LogFormat;
  /** Logs no requests, only failures of the runner itself. @default false */
  readonly quiet?: boolean;
  /** Receives the lines of the functions, apart from `log`. @default nobody does */
  readonly onFunctionLines?: (logged: FunctionLines) => void;
  /** Refuses to start if a part of the stack can't be served. @default false: the part gets 501 */
  readonly strict?: boolean;
  /**
   * Receives the trace of each request of an API when its response is sent. It costs time, which
   * nothing does without it. @default no trace is kept
   */
  readonly onTrace?: TraceListener;
  /** Sends the requests of HTTP integrations. @default they go to the network */
  readonly callBackend?: CallBackend;
  /** What signed requests are verified with. @default none is accepted */
  readonly credentials?: Credentials;
  /** File for the lines of the stages' access logs. @default none is written */
  readonly accessLogFile?: string;
  /** File for the lines of the stages' execution logs. @default none is written */
  readonly executionLogFile?: string;
  /** The AWS services that handlers call. @default an embedded DynamoDB, if the stack has tables */
  readonly aws?: AwsOptions;
  /** The address of all callers, for APIs. @default that of their connection */
  readonly sourceIp?: string;
  /** After how many seconds without a message a WebSocket connection is closed. @default 600 */
  readonly webSocketIdleSeconds?: number;
  /** Custom domains of the stack that get a port of their own. @default none */
  readonly domains?: readonly string[];
  /** Serves the APIs by HTTPS only. @default HTTP, and HTTPS with a certificate of the runner's own */
  readonly tls?: TlsFiles;
  /** What stages with a client certificate present to HTTP integrations. @default nothing */
  readonly clientIdentity?: ClientIdentity;
  /**
   * URLs that private integrations call, by the Terraform address of the VPC link, the listener or the
   * Cloud Map service, and that integrations with a load balancer of the stack call, by its address.
   * @default none: such integrations get 501
   */
  readonly targets?: ReadonlyMap<string, string>;
  /** Port of the first API; the next ones follow. 0 takes free ports. */
  readonly port: number;
  /** Folder of the CDKTF project that the stack belongs to. @default the stack has no project */
  readonly project?: string;
  /** Values of Terraform's input variables. @default those of files and of the environment */
  readonly variables?: readonly VariableArgument[];
  /** The AWS account of the stack. @default that of a plan's deployed resources, or 123456789012 */
  readonly accountId?: string | undefined;
  /** Folder that Terraform ran in for a plan that is served. @default the folder of the plan */
  readonly chdir?: string;
  /** Values of attributes that only AWS knows. @default fakes, where no response depends on them */
  readonly given?: readonly GivenValue[];
  /** Aborted, it ends a start or a reload, which then fails. @default one that hangs is waited for */
  readonly stop?: AbortSignal;
  /** Called for each request, which waits for the promise. @default requests don't wait */
  readonly readiness?: Readiness;
}
