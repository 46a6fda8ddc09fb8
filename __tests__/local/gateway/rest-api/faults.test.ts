import { FakeLambda } from "../support/fake-lambda";
import { hangUpHalfWay } from "../support/raw-client";
import { gatewayOf, mock, proxy } from "./support/serve";
import { withServer } from "../../../support/loopback-server";
import { send } from "../../cases/support/exchange";

const paths = {
  "/echo/{id}": { get: mock("$input.params('id')") },
  "/fn": { post: proxy() },
};

function serving<T>(use: (url: string) => Promise<T>, lambda = new FakeLambda()): Promise<T> {
  const gateway = gatewayOf({ paths, lambda });
  return withServer((incoming, outgoing) => gateway.handle(incoming, outgoing), use);
}

test("of 500 requests at once each gets its own answer", async () => {
  const ids = Array.from({ length: 500 }, (_, index) => String(index));

  const bodies = await serving((url) =>
    Promise.all(
      ids.map(async (id) => {
        const { body } = await send(url, "/dev", { method: "GET", path: `/echo/${id}` });
        return body.toString("utf8");
      }),
    ),
  );

  expect(bodies).toEqual(ids);
});

test("a client that hangs up half-way through its body leaves no trace, and the next is served", async () => {
  const lambda = new FakeLambda();

  const next = await serving(async (url) => {
    await hangUpHalfWay(url, "/dev/fn");
    return send(url, "/dev", { method: "POST", path: "/fn", body: "whole" });
  }, lambda);

  expect(next.status).toBe(200);
  expect(lambda.event).toMatchObject({ body: "whole" });
});
