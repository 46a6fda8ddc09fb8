import type { ApiGateway } from "../../../../local/gateway/gateway";
import { withServer } from "../../../support/loopback-server";
import { send, type CaseRequest, type CaseResponse } from "../../cases/support/exchange";

/** The responses to requests that are sent one after the other; their paths follow the stage's. */
export function responsesFrom(
  gateway: ApiGateway,
  stagePath: string,
  requests: readonly Partial<CaseRequest>[],
): Promise<CaseResponse[]> {
  return withServer(
    (incoming, outgoing) => void gateway.handle(incoming, outgoing),
    async (url) => {
      const all: CaseResponse[] = [];
      for (const request of requests) {
        all.push(await send(url, stagePath, { method: "GET", ...request }));
      }
      return all;
    },
  );
}

/** The only one, or the first one. */
export function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) {
    throw new Error("There is none.");
  }
  return first;
}
