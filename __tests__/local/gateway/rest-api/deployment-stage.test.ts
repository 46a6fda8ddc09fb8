import { describeStack } from "../../../../local/review/describe";
import { plainStack, type PlainResources } from "../../lambda/support/plain-stack";
import { FakeLambda } from "../support/fake-lambda";
import { problemsOf } from "../support/problems";
import { firstOf, responsesFrom } from "../support/responses";
import { gatewayOf, proxy, WITHOUT_BODY, type TestApi } from "./support/serve";

const ELSEWHERE = { rest_api_id: "api2" };

/** An API whose stage `dev` belongs to another one. */
const deployedBy = (
  deployment: PlainResources[string],
  resources: PlainResources = {},
): TestApi & { readonly lambda: FakeLambda } => ({
  paths: { "/a": { get: proxy() } },
  stage: ELSEWHERE,
  resources: {
    "aws_api_gateway_deployment.api": { id: "dep1", rest_api_id: "api1", ...deployment },
    ...resources,
  },
  lambda: new FakeLambda(),
});

const statusOf = async (test: TestApi, path: string): Promise<number> =>
  firstOf(await responsesFrom(gatewayOf(test), "", [{ path }])).status;

test("a deployment with a stage_name serves that stage, with its variables", async () => {
  const test = deployedBy({ stage_name: "v1", variables: { color: "blue" } });

  expect(await statusOf(test, "/v1/a")).toBe(200);
  expect(test.lambda.event).toMatchObject({
    requestContext: { stage: "v1", deploymentId: "dep1" },
    stageVariables: { color: "blue" },
  });
  expect(gatewayOf(test).stages).toEqual([
    { address: "aws_api_gateway_deployment.api", path: "/v1" },
  ]);
});

test("an empty stage_name creates no stage", async () => {
  expect(await statusOf(deployedBy({ stage_name: "" }), "/dev/a")).toBe(403);
});

test("a further deployment to the same stage takes it over", async () => {
  const later = { id: "dep2", rest_api_id: "api1", stage_name: "v1" };
  const test = deployedBy({ stage_name: "v1" }, { "aws_api_gateway_deployment.later": later });

  expect(await statusOf(test, "/v1/a")).toBe(200);
  expect(test.lambda.event).toMatchObject({ requestContext: { deploymentId: "dep2" } });
});

test("a stage that a deployment has created already is refused in AWS's words", () => {
  const test = deployedBy({ stage_name: "dev" });

  expect(problemsOf(gatewayOf({ ...test, stage: {} }))).toEqual([
    'aws_api_gateway_stage.stage: stage_name is "dev". AWS rejects it: Stage already exists. aws_api_gateway_deployment.api creates it by its own stage_name: remove that.',
  ]);
});

test("a review shows the stage of a deployment", () => {
  const stack = plainStack("/", {
    ...WITHOUT_BODY,
    "aws_api_gateway_deployment.d": { rest_api_id: "api1", stage_name: "v1" },
  });

  expect(describeStack({ name: "dev", stack }).apis).toMatchObject([{ stages: [{ name: "v1" }] }]);
});
