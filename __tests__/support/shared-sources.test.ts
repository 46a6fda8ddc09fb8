import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const { sharedSources } = jest.requireActual<{
  readonly sharedSources: () => new () => Map<string, string>;
}>("./shared-sources.cjs");

describe("the sources of the modules of a test file", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sources-"));
  const file = path.join(folder, "module.js");
  const Sources = sharedSources();
  beforeEach(() => {
    writeFileSync(file, "");
    new Sources().set(file, "first");
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("are those that another test file has read", () => {
    expect(new Sources().get(file)).toBe("first");
  });

  test("are read again after a change", () => {
    utimesSync(file, 0, 0);

    expect(new Sources().get(file)).toBeUndefined();
  });

  test("are read again if the file was removed", () => {
    rmSync(file);

    expect(new Sources().get(file)).toBeUndefined();
  });

  test("stay the same for one test file", () => {
    const sources = new Sources();
    sources.get(file);
    utimesSync(file, 0, 0);

    expect(sources.get(file)).toBe("first");
  });
});
