import { InvokePermissions } from "../../../../local/gateway/common/invoke-permissions";
import type { HttpApiServices } from "../../../../local/gateway/http-api/http-api-gateway";
import type { ResolvedStack } from "../../../../local/terraform";
import { FakeLambda } from "./fake-lambda";
import { FakeLog } from "./fake-log";

/** What the gateways of a stack need: fakes, but for its permissions and what is given. */
export function servicesFor(
  stack: ResolvedStack,
  { lambda = new FakeLambda(), log = new FakeLog() }: Partial<HttpApiServices> = {},
): HttpApiServices {
  return { lambda, log, permissions: new InvokePermissions(stack) };
}
