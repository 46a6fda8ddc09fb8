import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { JestFolder } from "./support/jest-folder";

/** Nothing calls close(). */
const TEST = `
let api;
beforeAll(async () => {
  api = await serveStack();
});
test.each(["GET /fn", "GET /other"])("%s", async (route) => {
  const response = await api.fetch(route, { api: "http" });
  expect(await response.json()).toEqual({ path: route.slice(4) });
});`;

describe("test files that serve a stack", () => {
  const jest = new JestFolder(mkdtempSync(path.join(tmpdir(), "jest-run-test-")));
  beforeAll(() => {
    for (const name of ["a", "b"]) {
      jest.writeTest(`${name}.test.js`, TEST);
    }
  });
  afterAll(() => rmSync(jest.folder, { recursive: true }));

  test("run in two workers at once", () => {
    const { status, stderr } = jest.run("--maxWorkers", "2");

    expect(stderr).toContain("Tests:       4 passed, 4 total");
    expect(stderr).not.toMatch(/did not exit|failed to exit gracefully/);
    expect([status, jest.left()]).toEqual([0, []]);
  });

  // After the other test, which fills jest's cache: that takes long while jest looks for handles.
  test("leave no handle open, and no file", () => {
    const { status, stderr } = jest.run("--detectOpenHandles", "a.test.js");

    expect(stderr).toContain("Tests:       2 passed, 2 total");
    expect(stderr).not.toMatch(/open handle|did not exit/);
    expect([status, jest.left()]).toEqual([0, []]);
  });
});
