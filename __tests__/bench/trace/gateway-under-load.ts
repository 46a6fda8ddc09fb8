import type { IncomingMessage, ServerResponse } from "node:http";
import { callBackend } from "../../../local/gateway/common/integration/backend";
import { fetchJsonBy } from "../../../local/gateway/common/integration/fetch-json";
import { InvokePermissions } from "../../../local/gateway/common/permissions/invoke-permissions";
import { PrivateTargets } from "../../../local/gateway/common/integration/private-targets";
import type { ApiGateway } from "../../../local/gateway/gateway";
import type { GatewayLog } from "../../../local/gateway/gateway-log";
import { createGateways } from "../../../local/gateway/gateways";
import { WebSocketConnections } from "../../../local/gateway/websocket-api/connection/web-socket-connections";
import { JwtVerifier } from "../../../local/jwt";
import type { InvocationResult, LambdaService } from "../../../local/lambda/lambda-service";
import { readStack, resolveStack } from "../../../local/terraform";

/** The only API of a stack; its function responds at once, so that only the gateway takes time. */
export function gatewayOf(folder: string, log: GatewayLog): ApiGateway {
  const stack = resolveStack(readStack(folder), { apiUrl: () => "", environment: {} });
  const permissions = new InvokePermissions(stack);
  const privateTargets = new PrivateTargets(stack, new Map());
  const tokens = new JwtVerifier({ fetchJson: fetchJsonBy(callBackend) });
  const [gateway] = createGateways(stack, {
    lambda: LAMBDA,
    log,
    permissions,
    tokens,
    callBackend,
    privateTargets,
    webSockets: new WebSocketConnections(),
  });
  if (!gateway) {
    throw new Error(`${folder} has no API.`);
  }
  return gateway;
}

const RESULT: InvocationResult = {
  requestId: "1",
  payload: Buffer.from('{"statusCode":200,"body":"hello"}'),
  logTail: () => "START\nEND\nREPORT\n",
};
const LAMBDA: LambdaService = {
  invoke: () => Promise.resolve(RESULT),
  invokeAsync: () => undefined,
};

/**
 * Microseconds of CPU time that a request takes: unlike its duration, it hardly depends on what
 * else the machine does.
 * @throws Error when a response isn't 200
 */
export async function cpuPerRequest(
  gateway: ApiGateway,
  path: string,
  requests: number,
): Promise<number> {
  const before = process.cpuUsage();
  for (let count = 0; count < requests; count += 1) {
    await respond(gateway, path);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / requests;
}

/** A request and a response without sockets, which would take more time than the gateway does. */
async function respond(gateway: ApiGateway, url: string): Promise<void> {
  let status = 0;
  const rawHeaders = ["Host", "127.0.0.1:3000", "User-Agent", "bench", "Accept", "*/*"];
  const socket = { remoteAddress: "127.0.0.1", localPort: 3000 };
  const incoming = { method: "GET", url, rawHeaders, socket };
  const outgoing = {
    writeHead(sent: number) {
      status = sent;
      return outgoing;
    },
    end: () => undefined,
  };
  await gateway.handle(
    incoming as unknown as IncomingMessage,
    outgoing as unknown as ServerResponse,
  );
  if (status !== 200) {
    throw new Error(`${url} got ${status}.`);
  }
}
