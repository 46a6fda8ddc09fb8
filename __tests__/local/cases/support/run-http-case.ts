import { send, type Exchange } from "./exchange";
import type { HttpCase } from "./http-case";
import { httpStack } from "./http-stack";
import { withServedStack } from "./serve-stack";

/** Sets a case up as a stack folder, serves it with real handlers, and sends its request. */
export function runHttpCase({ setup, request }: HttpCase): Promise<Exchange> {
  return withServedStack(httpStack(setup), async ({ url, stagePath }) => {
    const answer = await send(url, stagePath, request);
    const event = () => JSON.parse(answer.body.toString("utf8")) as object;
    return { ...answer, event, backendHeaders: {} };
  });
}
