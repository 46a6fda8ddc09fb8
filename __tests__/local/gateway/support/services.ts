import { InvokePermissions } from "../../../../local/gateway/common/permissions/invoke-permissions";
import { fetchJsonBy } from "../../../../local/gateway/common/integration/fetch-json";
import { PrivateTargets } from "../../../../local/gateway/common/integration/private-targets";
import { callBackend } from "../../../../local/gateway/common/integration/backend";
import type { GatewayServices } from "../../../../local/gateway/services";
import { WebSocketConnections } from "../../../../local/gateway/websocket-api/connection/web-socket-connections";
import { JwtVerifier } from "../../../../local/jwt";
import type { ResolvedStack } from "../../../../local/terraform";
import { FakeLambda } from "./fake-lambda";
import { FakeLog } from "./fake-log";

/** What the gateways of a stack need: fakes, but for its permissions and what is given. */
export function servicesFor(
  stack: ResolvedStack,
  {
    lambda = new FakeLambda(),
    log = new FakeLog(),
    tokens = new JwtVerifier({ fetchJson: fetchJsonBy(callBackend) }),
    credentials,
    sourceIp,
    random,
    clientIdentity,
    aws,
    accessLog,
    executionLog,
    functionCredentials,
    webSockets = new WebSocketConnections(),
    targets = {},
  }: Partial<GatewayServices> & { readonly targets?: Readonly<Record<string, string>> } = {},
): GatewayServices {
  const permissions = new InvokePermissions(stack);
  const privateTargets = new PrivateTargets(stack, new Map(Object.entries(targets)));
  const given = {
    credentials,
    sourceIp,
    random,
    clientIdentity,
    aws,
    accessLog,
    executionLog,
    functionCredentials,
  };
  return { lambda, log, permissions, tokens, callBackend, privateTargets, webSockets, ...given };
}
