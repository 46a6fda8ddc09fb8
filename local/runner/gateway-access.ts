import { callBackend, type CallBackend } from "../gateway/common/integration/backend";
import type { InvokePermissions } from "../gateway/common/permissions/invoke-permissions";
import { PrivateTargets } from "../gateway/common/integration/private-targets";
import type { GatewayServices } from "../gateway/services";
import { WebSocketConnections } from "../gateway/websocket-api/connection/web-socket-connections";
import type { JwtVerifier } from "../jwt";
import type { FunctionSet } from "../lambda";
import { shownFunction } from "../lambda/config/shown-function";
import { invocableFunctions } from "../lambda/invoke-api/named-views";
import type { AwsServices } from "../services";
import type { ResolvedStack } from "../terraform";
import type { RunnerLogs } from "./runner-logs";
import type { RunnerOptions } from "./runner-options";
import { createTokenVerifier } from "./token-verifier";

/** What gateways call, as far as it outlives a reload: open connections, and keys that were fetched. */
export class GatewayAccess {
  private readonly callBackend: CallBackend;
  private readonly tokens: JwtVerifier;
  private readonly webSockets: WebSocketConnections;

  constructor(
    private readonly options: RunnerOptions,
    private readonly logs: RunnerLogs,
    private readonly aws: AwsServices,
  ) {
    const { webSocketIdleSeconds: idle } = options;
    this.callBackend = options.callBackend ?? callBackend;
    this.tokens = createTokenVerifier(options, this.callBackend);
    this.webSockets = new WebSocketConnections(
      idle === undefined ? {} : { idleMilliseconds: idle * 1000 },
    );
  }

  /** What the gateways of a stack call. */
  of(
    stack: ResolvedStack,
    functions: FunctionSet,
    permissions: InvokePermissions,
  ): GatewayServices {
    const { options, logs } = this;
    const configs = functions.functions.map(({ config }) => config);
    const named = invocableFunctions({ functions: configs, unservable: functions.unservable });
    return {
      lambda: functions,
      log: logs.requests,
      permissions,
      tokens: this.tokens,
      callBackend: this.callBackend,
      webSockets: this.webSockets,
      aws: { ...this.aws.access, advice: options.endpointAdvice },
      privateTargets: new PrivateTargets(stack, options.targets ?? new Map()),
      clientIdentity: options.clientIdentity,
      credentials: options.credentials,
      functionCredentials: functions.credentials,
      shownFunction: (name) => shownFunction(named, name),
      sourceIp: options.sourceIp,
      accessLog: logs.accessLog,
      executionLog: logs.executionLog,
    };
  }
}
