import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathWithoutShims } from "./python-path";

const ROOT = "/home/me/.pyenv";

describe("the PATH of the tests", () => {
  let bin: string;
  beforeEach(() => (bin = mkdtempSync(path.join(tmpdir(), "pyenv-"))));
  afterEach(() => rmSync(bin, { recursive: true }));

  const prefixes = (...all: readonly string[]) => {
    const script = `#!/bin/sh\ncase $1 in root) echo ${ROOT};; prefix) echo ${all.join(":")};; esac\n`;
    writeFileSync(path.join(bin, "pyenv"), script, { mode: 0o755 });
  };

  test("has the programs of pyenv's versions in place of its shims", () => {
    prefixes(`${ROOT}/versions/3.13.1`, `${ROOT}/versions/3.12.9`);

    expect(pathWithoutShims(`/first:${ROOT}/shims:${bin}`)).toBe(
      `/first:${ROOT}/versions/3.13.1/bin:${ROOT}/versions/3.12.9/bin:${bin}`,
    );
  });

  test("keeps the shims where the system's Python is chosen, and what it has without pyenv", () => {
    prefixes("/usr");

    expect(pathWithoutShims(`${ROOT}/shims:${bin}`)).toBe(`${ROOT}/shims:${bin}`);
    expect(pathWithoutShims(`${ROOT}/shims::/none`)).toBe(`${ROOT}/shims::/none`);
  });
});
