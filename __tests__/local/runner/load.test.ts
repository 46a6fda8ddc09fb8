import { randomUUID } from "node:crypto";
import { API_KINDS, RunnerFixture } from "./support/runner-fixture";

const PYTHON = `
import os, random, time
def handler(event, context):
    query = event["queryStringParameters"]
    time.sleep(random.random() / 100)
    if query.get("fault") == "exit": os._exit(1)
    return {"statusCode": 200, "body": query["id"]}
`;
const NODE = `
exports.handler = async ({ queryStringParameters: { id, fault } }) => {
  await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
  if (fault === "exit") process.exit(1);
  return { statusCode: 200, body: id };
};
`;
const REQUESTS = 500;
/** Every so many requests the handler exits instead. */
const FAULT_EVERY = 50;

const fixture = new RunnerFixture();
beforeAll(async () => {
  await fixture
    .write({
      python: { timeout: 60, files: { "index.py": PYTHON } },
      node: { timeout: 60, runtime: "nodejs20.x", files: { "index.js": NODE } },
    })
    .start();
});
afterAll(() => fixture.close());

interface Asked {
  readonly id: string;
  readonly fails: boolean;
  readonly url: string;
}

/** In turn to each function behind each API. */
function requests(count: number): Asked[] {
  const targets = API_KINDS.flatMap((api) =>
    ["python", "node"].map((fn) => `${fixture.url(api)}/${fn}`),
  );
  return Array.from({ length: count }, (_, index) => {
    const id = randomUUID();
    const fails = index % FAULT_EVERY === FAULT_EVERY - 1;
    const query = new URLSearchParams({ id, ...(fails && { fault: "exit" }) });
    return { id, fails, url: `${targets[index % targets.length]}?${query}` };
  });
}

test("500 requests at once each get their own response, though some handlers exit", async () => {
  const asked = requests(REQUESTS);

  const responses = await Promise.all(
    asked.map(async ({ url }) => {
      const response = await fetch(url);
      return { status: response.status, text: await response.text() };
    }),
  );

  const wrong = asked.filter(({ id, fails }, index) => {
    const { status, text } = responses[index] ?? {};
    return fails ? status !== 500 && status !== 502 : status !== 200 || text !== id;
  });
  expect(wrong).toEqual([]);
}, 60_000);
