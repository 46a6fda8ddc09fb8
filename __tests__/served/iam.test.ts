import {
  HttpApi,
  HttpIamAuthorizer,
  HttpLambdaIntegration,
  LambdaIntegration,
  RestApi,
  type EnvironmentStack,
} from "../../constructs";
import { Runner } from "../../local/runner/runner";
import { stackFolder, type StackFolder } from "../../local/testing/stack-folder";
import { SILENT } from "../local/support/log-destination";
import { CREDENTIALS, signedHeaders } from "../local/support/signed-headers";
import { environment, nodeFunction } from "./support/stack";

/** Responds with the caller that it sees. */
const WHO = `exports.handler = async ({ requestContext: { identity, authorizer } }) => ({
  statusCode: 200,
  body: identity?.userArn ?? authorizer.iam.userArn,
});`;

const APIS: readonly [string, (stack: EnvironmentStack) => void][] = [
  [
    "HTTP",
    (stack) => {
      const api = new HttpApi(stack, "Api", { defaultAuthorizer: new HttpIamAuthorizer() });
      api.addRoute("GET /who", new HttpLambdaIntegration(nodeFunction(stack, "Who", WHO)));
    },
  ],
  [
    "REST",
    (stack) => {
      const api = new RestApi(stack, "Api", { stageName: "v1" });
      const who = api.root.addResource("who");
      const integration = new LambdaIntegration(nodeFunction(stack, "Who", WHO));
      who.addMethod("GET", integration, { authorizationType: "AWS_IAM" });
    },
  ],
];

describe.each(APIS)("a %s API with IAM authorization", (_, addApi) => {
  let folder: StackFolder;
  let runner: Runner;
  let url: string;
  beforeAll(async () => {
    const stack = environment();
    addApi(stack);
    folder = stackFolder(stack);
    const options = { port: 0, log: SILENT, isPublished: false, credentials: CREDENTIALS };
    runner = await Runner.start(folder.path, options);
    url = `${runner.endpoints[0]?.url}/who`;
  });
  afterAll(async () => {
    await runner.close();
    folder.remove();
  });

  test("tells the function who has signed a request", async () => {
    const response = await fetch(url, { headers: await signedHeaders(url, "eu-west-1") });

    expect([response.status, await response.text()]).toEqual([
      200,
      "arn:aws:iam::123456789012:user/alice",
    ]);
  });

  test.each<[string, () => Promise<Record<string, string>>]>([
    ["unsigned", () => Promise.resolve({})],
    [
      "signed with another secret",
      () => signedHeaders(url, "eu-west-1", { secretAccessKey: "other" }),
    ],
    ["signed for another region", () => signedHeaders(url, "us-east-1")],
  ])("refuses a request that is %s", async (_what, headers) => {
    expect((await fetch(url, { headers: await headers() })).status).toBe(403);
  });
});
