import { FakeLambda } from "../support/fake-lambda";
import { FakeLog } from "../support/fake-log";
import { stepOf } from "../support/steps";
import { proxy, responsesTo, type TestApi } from "./support/serve";

const stage = {
  variables: { color: "blue", size: "s" },
  canary_settings: {
    deployment_id: "dep2",
    percent_traffic: 25,
    stage_variable_overrides: { color: "red" },
  },
};

function testOf(random: number, log?: FakeLog): TestApi & { readonly lambda: FakeLambda } {
  const paths = { "/a": { get: proxy() } };
  return { paths, stage, random: () => random, lambda: new FakeLambda(), log };
}

test.each([
  [0, "dep2", { color: "red", size: "s" }],
  [0.249, "dep2", { color: "red", size: "s" }],
  [0.25, "dep1", { color: "blue", size: "s" }],
  [0.99, "dep1", { color: "blue", size: "s" }],
])(
  "of 25 %% of the requests, one that draws %s is served by %s with %j",
  async (random, deploymentId, stageVariables) => {
    const canary = testOf(random);

    await responsesTo(canary, [{ path: "/a" }]);

    expect(canary.lambda.event).toMatchObject({ requestContext: { deploymentId }, stageVariables });
  },
);

test("the trace shows whether the canary served a request", async () => {
  const log = new FakeLog(true, true);

  await responsesTo(testOf(0, log), [{ path: "/a" }]);

  const [trace] = log.requests;
  expect(trace && stepOf(trace, "canary")).toMatchObject({ isCanary: true, percentTraffic: 25 });
});
