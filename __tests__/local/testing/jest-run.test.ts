import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../../support/root";
import { writeFileIn } from "../../support/write-file";
import { twoApis } from "../runner/support/two-apis";

/** A process with a function of its own, which serves requests until it is ended. */
const HANDLER = `
setInterval(() => undefined, 1000);
exports.handler = async (event) => ({ path: event.rawPath });`;

/** No test calls close(). */
const TEST = `
const { serve } = require(${JSON.stringify(path.join(ROOT, "local/testing"))});
let api;
beforeAll(async () => {
  api = await serve(${JSON.stringify("STACK")});
});
test.each(["GET /fn", "GET /other"])("%s", async (route) => {
  const response = await api.fetch(route, { api: "http" });
  expect(await response.json()).toEqual({ path: route.slice(4) });
});`;

describe("test files that serve a stack", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "jest-run-test-"));
  const temporary = path.dirname(writeFileIn(folder, "tmp/.keep", ""));
  beforeAll(() => {
    const stack = path.dirname(writeFileIn(folder, "stack/fn/index.js", HANDLER));
    const text = JSON.stringify(twoApis({ fn: { runtime: "nodejs20.x", timeout: 10 } }));
    const stackFolder = path.dirname(writeFileIn(path.dirname(stack), "cdk.tf.json", text));
    for (const name of ["a", "b", "c", "d"]) {
      writeFileIn(folder, `${name}.test.js`, TEST.replace("STACK", stackFolder));
    }
    const transform = {
      "\\.[jt]s$": [require.resolve("@swc/jest"), { jsc: { target: "es2022" } }],
    };
    writeFileIn(folder, "jest.config.json", JSON.stringify({ transform }));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Runs jest until it ends by itself. */
  function jest(...options: string[]): { status: number | null; stderr: string } {
    const program = path.join(ROOT, "node_modules/.bin/jest");
    return spawnSync(program, options, {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, TMPDIR: temporary },
      timeout: 50_000,
    });
  }

  const left = () => readdirSync(temporary).filter((name) => name.startsWith("local-"));

  test("leave no handle open, and no file", () => {
    const { status, stderr } = jest("--detectOpenHandles", "a.test.js");

    expect(stderr).toContain("Tests:       2 passed, 2 total");
    expect(stderr).not.toMatch(/open handle|did not exit/);
    expect([status, left()]).toEqual([0, []]);
  });

  test("run in four workers at once", () => {
    const { status, stderr } = jest("--maxWorkers", "4");

    expect(stderr).toContain("Tests:       8 passed, 8 total");
    expect(stderr).not.toMatch(/did not exit|failed to exit gracefully/);
    expect([status, left()]).toEqual([0, []]);
  });
});
