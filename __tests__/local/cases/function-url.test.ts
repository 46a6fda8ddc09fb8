import { existsSync, readFileSync, rmSync } from "node:fs";
import { Runner } from "../../../local/runner/runner";
import { CREDENTIALS, signedHeaders } from "../support/signed-headers";
import { SILENT } from "../support/log-destination";
import { send } from "./support/exchange";
import { expectAsRecorded } from "./support/expectation";
import { FUNCTION_URL_CASES, type FunctionUrlCase } from "./support/function-url-case";
import { eventFile, functionUrlStack } from "./support/function-url-stack";
import { stackFolder } from "./support/serve-stack";

const REGION = "us-east-1";
const named = new Map(FUNCTION_URL_CASES.map((one, index) => [`case${index}`, one] as const));

let folder: string;
let runner: Runner;
beforeAll(async () => {
  folder = stackFolder(functionUrlStack(named));
  const options = { port: 0, log: SILENT, idleMilliseconds: 1_000, isPublished: false };
  const environment = { EVENTS: folder };
  runner = await Runner.start(folder, { ...options, environment, credentials: CREDENTIALS });
}, 60_000);
afterAll(async () => {
  await runner.close();
  rmSync(folder, { recursive: true, force: true });
});

test.each([...named].map(([name, one]) => [one.id, one.basis, name, one] as const))(
  "%s (%s)",
  async (_id, _basis, name, one) => {
    const response = await run(name, one);
    const event = eventFile(folder, name);

    expectAsRecorded(
      {
        ...response,
        event: () => JSON.parse(readFileSync(event, "utf8")) as object,
        isInvoked: existsSync(event),
        backendRequest: undefined,
        authorizerEvents: [],
        earlier: [],
        apiId: "",
        accessLine: "",
      },
      one.expect,
    );
  },
  20_000,
);

async function run(name: string, { request }: FunctionUrlCase) {
  const { url = "" } =
    runner.endpoints.find(({ stage }) => stage.address === `aws_lambda_function_url.${name}`) ?? {};
  if (request.signed === undefined) {
    return send(url, "", request);
  }
  const query = request.query === undefined ? "" : `?${request.query}`;
  const signed = await signedHeaders(`${url}${request.path}${query}`, REGION, {
    service: "lambda",
  });
  return send(url, "", { ...request, headers: { ...request.headers, ...signed } });
}
