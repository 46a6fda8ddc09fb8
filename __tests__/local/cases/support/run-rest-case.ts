import { readStack, resolveStack } from "../../../../local/terraform";
import { withServer } from "../../../support/loopback-server";
import { Backend } from "./case-backend";
import { send, type Exchange } from "./exchange";
import type { RestCase } from "./rest-case";
import { restStack } from "./rest-stack";
import { withServedStack } from "./serve-stack";

/** Sets a case up as a stack folder, serves it with real handlers, and sends its request. */
export async function runRestCase({ setup, request }: RestCase): Promise<Exchange> {
  const backend = new Backend(setup.routes.find((route) => route.http_backend)?.http_backend ?? {});
  return withServer(backend.listener, (backendUrl) =>
    withServedStack(restStack(setup, backendUrl), async ({ folder, url, stagePath }) => {
      const answer = await send(url, stagePath, request);
      const backendHeaders = withApiId(backend.received, folder);
      const event = () => JSON.parse(answer.body.toString("utf8")) as object;
      return { ...answer, event, backendHeaders };
    }),
  );
}

/** Cases write the API's id as `<api id>`. */
function withApiId(headers: Backend["received"], folder: string): Backend["received"] {
  const stack = resolveStack(readStack(folder), { apiUrl: () => "", environment: {} });
  const id = stack.ofType("aws_api_gateway_rest_api")[0]?.string("id");
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, value === id ? "<api id>" : value]),
  );
}
