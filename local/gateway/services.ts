import type { Credentials } from "../iam/sigv4";
import type { FunctionCredentials } from "../lambda/config/function-credentials";
import type { LambdaService } from "../lambda/lambda-service";
import type { JwtVerifier } from "../jwt";
import type { ClientIdentity } from "../server/tls";
import type { AwsAccess } from "./common/service-integration/aws-access";
import type { CallBackend } from "./common/integration/backend";
import type { InvokePermissions } from "./common/permissions/invoke-permissions";
import type { WriteLine } from "./common/log/log-line";
import type { PrivateTargets } from "./common/integration/private-targets";
import type { GatewayLog } from "./gateway-log";
import type { WebSocketConnections } from "./websocket-api/connection/web-socket-connections";

/** What the gateways of a stack and their integrations call. */
export interface GatewayServices {
  readonly lambda: LambdaService;
  readonly log: GatewayLog;
  readonly permissions: InvokePermissions;
  /** Verifies the tokens of JWT and Cognito authorizers. */
  readonly tokens: JwtVerifier;
  /** Sends the requests of HTTP integrations. */
  readonly callBackend: CallBackend;
  /** What private integrations call (`--target`). */
  readonly privateTargets: PrivateTargets;
  /** The open connections of WebSocket APIs, which outlive a reload. */
  readonly webSockets: WebSocketConnections;
  /** The AWS services that integrations call. @default none: such integrations get 501 */
  readonly aws?: AwsAccess;
  /** What stages with a client certificate present to backends (`--client-cert`). @default none */
  readonly clientIdentity?: ClientIdentity;
  /** What signed requests are verified with (`--credentials-file`). @default none is accepted */
  readonly credentials?: Credentials;
  /** What the functions of the stack sign with. @default their signatures aren't accepted */
  readonly functionCredentials?: readonly FunctionCredentials[];
  /** A function's name in the table of routes. @default its name on AWS */
  readonly shownFunction?: (name: string) => string;
  /** Chooses the requests of a canary: from 0 to less than 1. @default Math.random */
  readonly random?: () => number;
  /** Receives the lines of access logs (`--access-log`). It needs a log that records steps. */
  readonly accessLog?: WriteLine;
  /** Receives the lines of execution logs (`--execution-log`). It needs such a log too. */
  readonly executionLog?: WriteLine;
  /** The caller's address (`--source-ip`). @default that of the connection */
  readonly sourceIp?: string;
}
