import { canStartEarly, EarlyProcesses } from "../../../local/lambda/sandbox/early-processes";
import type { LocalLambda } from "../../../local/lambda";
import type { PreparedFunction } from "../../../local/lambda/code/prepare-function";
import { descendants } from "../../support/descendants";
import { LambdaFixture } from "./support/lambda-fixture";
import { isRunning, until } from "./support/processes";

/** Reports what the process had loaded before this code, and where it runs. */
const HANDLER = `
const wasLoaded = require.resolve("@aws-sdk/fake") in require.cache;
const sdk = require("@aws-sdk/fake");
exports.handler = async () => ({
  wasLoaded,
  sdk,
  text: "first",
  isAtHome: [process.cwd(), process.env.LAMBDA_TASK_ROOT].every((folder) => folder === __dirname),
  options: process.argv.length,
  variable: process.env.VARIABLE,
});`;

describe("a process for the next code of a Node.js function", () => {
  let fixture: LambdaFixture;
  let lambda: LocalLambda;
  /** Processes of the test runner, such as a compiler's. */
  let others: readonly number[];
  beforeEach(async () => {
    others = descendants(process.pid);
    fixture = new LambdaFixture();
    fixture.file("package.json", "{}");
    fixture.file("node_modules/@aws-sdk/fake/index.js", 'module.exports = "one";');
    fixture.node("f", HANDLER);
    lambda = await fixture.start({ isolated: true });
  });
  afterEach(() => fixture.close());

  const nodes = () =>
    descendants(process.pid).filter((pid) => !others.includes(pid) && isRunning(pid));

  async function invoke(): Promise<unknown> {
    return JSON.parse((await lambda.invoke("f", "{}")).payload.toString("utf8"));
  }

  /** Invokes the function, and waits until a process waits for its next code. */
  async function invokeFirst() {
    const before = nodes();
    const response = await invoke();
    await until(() => nodes().length >= before.length + 2, 10_000);
    return { response, running: nodes() };
  }

  async function save(): Promise<void> {
    fixture.file("f/index.js", HANDLER.replace('"first"', '"saved"'));
    await fixture.reload();
  }

  test("has loaded the packages of the AWS SDK when the code is saved", async () => {
    const { response } = await invokeFirst();
    await save();

    expect([response, await invoke()]).toMatchObject([
      { wasLoaded: false, text: "first" },
      { wasLoaded: true, text: "saved" },
    ]);
  });

  test("runs the code in its own folder, without arguments", async () => {
    await invokeFirst();
    await save();

    expect(await invoke()).toMatchObject({ wasLoaded: true, isAtHome: true, options: 2 });
  });

  test("loads a package again that was installed meanwhile", async () => {
    await invokeFirst();
    fixture.file("node_modules/@aws-sdk/fake/index.js", 'module.exports = "two or more";');
    await save();

    expect(await invoke()).toMatchObject({ sdk: "two or more", text: "saved" });
  });

  test("isn't used for a function with other variables", async () => {
    await invokeFirst();
    fixture.node("f", HANDLER, { environment: { variables: { VARIABLE: "new" } } });
    await fixture.reload();

    expect(await invoke()).toMatchObject({ wasLoaded: false, variable: "new" });
  });

  test("that has died is replaced by a fresh one", async () => {
    const { running } = await invokeFirst();
    process.kill(running.at(-1) ?? 0, "SIGKILL");
    await until(() => nodes().length < running.length);
    await save();

    expect(await invoke()).toMatchObject({ text: "saved" });
  });

  test("ends when the function is removed", async () => {
    const { running } = await invokeFirst();
    await fixture.reload({ ...fixture.stack, ofType: () => [] });

    const isOver = until(() => nodes().length <= running.length - 2);
    await expect(isOver).resolves.toBeUndefined();
  });

  test.each([
    ["options that may name its files", { NODE_OPTIONS: "--require ./instrument.js" }],
    ["a wrapper script", { AWS_LAMBDA_EXEC_WRAPPER: "/opt/wrapper" }],
  ])("doesn't start for a function with %s", (_, environment) => {
    const prepared = (variables: object) =>
      ({ identity: "1", config: { family: "nodejs", environment: variables } }) as PreparedFunction;

    expect(canStartEarly(prepared({}))).toBe(true);
    expect(canStartEarly(prepared(environment))).toBe(false);
  });
});

test("a folder that can't be made for the next code of a function isn't the end of the runner", () => {
  jest.useFakeTimers();
  const start = jest.fn();
  const early = new EarlyProcesses({ start, newScratch: () => "/dev/null/folder" });
  early.prepare({ config: { name: "fn" } } as PreparedFunction, []);

  expect(() => jest.runAllTimers()).not.toThrow();
  expect(start).not.toHaveBeenCalled();
  jest.useRealTimers();
});
