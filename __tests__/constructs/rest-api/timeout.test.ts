import { Duration, LambdaIntegration } from "../../../constructs";
import { warningsOf } from "../warnings-of";
import { part, restFixture } from "./support";

test.each([49, 300_001, 50.5])("a timeout of %s ms is refused", (amount) => {
  const timeout = Duration.millis(amount);
  const { api, fn } = restFixture();

  expect(() => api.root.addMethod("GET", new LambdaIntegration(fn, { timeout }))).toThrow(
    `dev/Api: timeout of GET / is ${amount} milliseconds; allowed: whole milliseconds, from 50 to 300000`,
  );
});

test.each([50, 29_000])("a timeout of %s ms is taken", (amount) => {
  const timeout = Duration.millis(amount);
  const { api, fn } = restFixture();

  api.root.addMethod("GET", new LambdaIntegration(fn, { timeout }));

  expect(warningsOf(api)).toEqual([]);
});

test.each(["REGIONAL", "PRIVATE"] as const)(
  "timeouts above 29 s in a %s API cause one warning, which names the quota",
  (endpointType) => {
    const { api, fn, stack } = restFixture({ endpointType, policy: '{"Statement":[]}' });
    const integration = new LambdaIntegration(fn, { timeout: Duration.minutes(5) });

    api.root.addMethod("GET", integration);
    api.root.addMethod("POST", integration);

    expect(part(stack, "paths", "/", "post", "x-amazon-apigateway-integration")).toMatchObject({
      timeoutInMillis: 300_000,
    });
    expect(warningsOf(api)).toEqual([
      "dev/Api: the timeout of GET / is above 29 seconds, the default quota: the deployment fails " +
        'until AWS has raised "Maximum integration timeout in milliseconds" of the account and ' +
        "region. Request it from Service Quotas; AWS may lower the throttle quota in return.",
    ]);
  },
);

test("a timeout above 29 s is refused in an edge-optimized API, whose quota can't be raised", () => {
  const { api, fn } = restFixture({ endpointType: "EDGE" });
  const integration = new LambdaIntegration(fn, { timeout: Duration.millis(29_001) });

  expect(() => api.root.addMethod("GET", integration)).toThrow(
    "dev/Api: timeout of GET / is 29001 milliseconds; allowed: up to 29 seconds in an " +
      "edge-optimized API, whose quota AWS doesn't raise. Shorten it, or set endpointType",
  );
});
