import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { readPlanFixture } from "../../support/plan-fixtures";
import { writeFileIn } from "../../support/write-file";
import { logTo } from "../support/log-destination";

/** Responds with its event, apart from what differs between two requests or two APIs. */
const PYTHON = `
import json, os
def handler(event, context):
    request = event.get("requestContext", {})
    for name in ("requestId", "extendedRequestId", "requestTime", "requestTimeEpoch", "time", "timeEpoch", "domainName", "deploymentId"):
        request.pop(name, None)
    for name in ("headers", "multiValueHeaders"):
        for header in [one for one in event.get(name) or {} if one.lower() in ("host", "x-amzn-trace-id", "x-forwarded-port")]:
            del event[name][header]
    text = json.dumps([event, context.invoked_function_arn, context.memory_limit_in_mb], sort_keys=True)
    return {"statusCode": 200, "body": text.replace(request.get("apiId", "no API"), "API")}
lambda_handler = handler
`;
const NODE = `
exports.handler = async ({ requestContext: { apiId, path, httpMethod }, pathParameters, queryStringParameters }) => ({
  statusCode: 200, body: JSON.stringify([path, httpMethod, pathParameters, queryStringParameters]),
});`;

interface Archives {
  readonly data: {
    readonly archive_file: Readonly<Record<string, { readonly source_dir: string }>>;
  };
}

const REQUESTS = [
  ["aws_apigatewayv2_stage.hello_HttpApi_Stage-default_F8CF2B09", "GET /?name=Ann&name=Bob"],
  ["aws_apigatewayv2_stage.hello_HttpApi_Stage-default_F8CF2B09", "POST /greetings"],
  ["aws_apigatewayv2_stage.hello_HttpApi_Stage-default_F8CF2B09", "PUT /greetings"],
  ["aws_api_gateway_stage.account-settings_RestApi_Stage-dev_171995A5", "GET /limits?x=1"],
  ["aws_api_gateway_stage.account-settings_RestApi_Stage-dev_171995A5", "DELETE /a/b"],
  ["aws_api_gateway_stage.lambda-api_RestApi_Stage-v0_36918030", "POST /lambda"],
  ["aws_api_gateway_stage.lambda-api_RestApi_Stage-v0_36918030", "GET /lambda"],
  ["aws_api_gateway_stage.sample01_RestApi_Stage-snapshot_71F824F3", "GET /fuga"],
] as const;

describe("an app", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "plan-and-folder-"));
  const log = logTo(() => undefined);
  let fromFolder: Runner;
  let fromPlan: Runner;

  beforeAll(async () => {
    const { head, plan } = JSON.parse(readPlanFixture("feature")) as {
      head: Archives;
      plan: object;
    };
    writeFileIn(folder, "cdk.tf.json", JSON.stringify(head));
    for (const { source_dir: code } of Object.values(head.data.archive_file)) {
      writeFileIn(folder, `${code}/index.py`, PYTHON);
      writeFileIn(folder, `${code}/index.js`, NODE);
    }
    const file = writeFileIn(folder, "plan.json", JSON.stringify(plan));
    fromFolder = await Runner.start(folder, { port: 0, log });
    fromPlan = await Runner.start(file, { port: 0, log });
  });
  afterAll(async () => {
    await fromFolder.close();
    await fromPlan.close();
    rmSync(folder, { recursive: true });
  });

  async function response(runner: Runner, address: string, request: string) {
    const [method = "", target = ""] = request.split(" ");
    const { url } = runner.endpoints.find(({ stage }) => stage.address === address) ?? { url: "" };
    const received = await fetch(`${url}${target}`, { method });
    return [received.status, received.headers.get("content-type"), await received.text()];
  }

  test.each(REQUESTS)(
    "whose %s is deployed responds the same from a plan as from its folder: %s",
    async (address, request) => {
      const [planned, synthesised] = [
        await response(fromPlan, address, request),
        await response(fromFolder, address, request),
      ];

      expect(planned).toEqual(synthesised);
      expect(planned[0]).not.toBe(501);
    },
  );

  test("causes the same warnings from a plan as from its folder", () => {
    expect([...fromPlan.problems, ...fromPlan.warnings]).toEqual([
      ...fromFolder.problems,
      ...fromFolder.warnings,
    ]);
  });
});
