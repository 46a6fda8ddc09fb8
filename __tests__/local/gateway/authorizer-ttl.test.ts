import type { ApiGateway } from "../../../local/gateway/gateway";
import { withServer } from "../../support/loopback-server";
import { send } from "../cases/support/exchange";
import { apiOf } from "./http-api/support/lambda-authorizer";
import { guarded, GuardedLambda } from "./rest-api/support/guarded";
import { gatewayOf } from "./rest-api/support/serve";
import type { FakeLambda } from "./support/fake-lambda";

interface Api {
  readonly gateway: ApiGateway;
  readonly authorizer: FakeLambda;
  readonly stagePath: string;
}

/** @param ttl in seconds; undefined: the authorizer doesn't set it */
function httpApi(ttl: number | undefined): Api {
  const { gateway, functions } = apiOf({ authorizer: { authorizer_result_ttl_in_seconds: ttl } });
  return { gateway, authorizer: functions.authorizer, stagePath: "" };
}

function restApi(ttl: number | undefined): Api {
  const lambda = new GuardedLambda();
  const gateway = gatewayOf(guarded({ lambda, authorizer: { authorizerResultTtlInSeconds: ttl } }));
  return { gateway, authorizer: lambda.auth, stagePath: "/dev" };
}

afterEach(() => jest.restoreAllMocks());

test.each([
  ["an HTTP API, a TTL of 1 second", httpApi(1), 1],
  ["an HTTP API, a TTL of an hour", httpApi(3600), 3600],
  ["an HTTP API, no TTL", httpApi(undefined), 300],
  ["a REST API, a TTL of 1 second", restApi(1), 1],
  ["a REST API, a TTL of an hour", restApi(3600), 3600],
  ["a REST API, no TTL", restApi(undefined), 300],
])("%s: the authorizer is asked again when the time is over", async (_, api, seconds) => {
  const { gateway, authorizer, stagePath } = api;
  const now = jest.spyOn(performance, "now");
  const invocations: number[] = [];

  await withServer(
    (incoming, outgoing) => void gateway.handle(incoming, outgoing),
    async (url) => {
      for (const time of [0, 1, seconds * 1000 - 1, seconds * 1000, seconds * 2000 - 1]) {
        now.mockReturnValue(time);
        const headers = { Authorization: "token" };
        const { status } = await send(url, stagePath, { method: "GET", path: "/pets/7", headers });
        expect(status).toBe(200);
        invocations.push(authorizer.invocations.length);
      }
    },
  );

  expect(invocations).toEqual([1, 1, 1, 2, 2]);
});
