import { LambdaFixture } from "./support/lambda-fixture";

const PYTHON = `
def handler(event, context):
    block = b"x" * (event["megabytes"] << 20)
    while event["megabytes"] > 128: pass
    return len(block) >> 20
`;

const NODE = `
exports.handler = async () => {
  const kept = [];
  for (;;) kept.push(new Array(10_000).fill({}));
};
`;

// Only Linux tells what memory a process has.
const onLinux = process.platform === "linux" ? describe : describe.skip;

onLinux("a handler that takes more memory than its function has", () => {
  const fixture = new LambdaFixture();
  afterAll(() => fixture.close());

  test("is killed, as on Lambda, and the next request gets a fresh sandbox", async () => {
    const lambda = await fixture.python("py", PYTHON, { timeout: 60 }).start();
    const failed = await lambda.invoke("py", '{"megabytes":300}');
    expect(failed.payload.toString("utf8")).toMatch(/Runtime exited with error: signal: killed"/);
    const next = await lambda.invoke("py", '{"megabytes":1}');
    expect(next.payload.toString("utf8")).toBe("1");
  });
});

describe("a Node.js handler that fills its heap", () => {
  const fixture = new LambdaFixture();
  afterAll(() => fixture.close());

  test("ends at the function's memory, not at the machine's", async () => {
    const lambda = await fixture.node("js", NODE, { timeout: 60 }).start();
    const { payload } = await lambda.invoke("js", "{}");
    expect(payload.toString("utf8")).toMatch(/error: signal: (aborted|killed)"/);
  });
});
