import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import { jest as settings } from "../../package.json";
import { ROOT } from "../support/root";
import type { Started } from "../support/start-command";
import { startCommand } from "../support/start-command";
import { writeFileIn } from "../support/write-file";
import { blocks } from "./blocks";
import { blocksOf, fileOf } from "./pages";

/** What a project keeps when `main.ts`, the samples and their tests are replaced. */
const KEPT = ["cdktf.json", "constructs", "local", "node_modules", "package.json", "tsconfig.json"];

describe('"Your own API in five minutes" of the root README', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "own-api-"));
  for (const part of KEPT) {
    symlinkSync(path.join(ROOT, part), path.join(folder, part));
  }
  for (const block of blocksOf("README.md")) {
    const file = fileOf(block);
    if (file !== undefined) {
      writeFileIn(folder, file, block.text);
    }
  }
  afterAll(() => rmSync(folder, { recursive: true }));

  describe("npm start", () => {
    let start: Started;
    afterAll(() => start.child.kill("SIGKILL"));

    test("serves it, and the request gets the response that the README shows", async () => {
      const file = path.join(folder, "endpoints.json");
      start = startCommand(
        "local/cli/main.ts serve",
        ["--port", "0", "--endpoints-file", file],
        { TF_WORKSPACE: "dev" },
        folder,
      );
      await start.until("stdout", "Lambda API:");
      const [, urlPath = "", expected = ""] =
        /^curl http:\/\/127\.0\.0\.1:3000(\/books\S*) # (.*)$/m.exec(blocks("sh").join("")) ?? [];
      const [url] = Object.values((await import(file)) as Record<string, string>);

      const response = await fetch(`${url}${urlPath}`);

      expect(await response.text()).toBe(expected);
    });
  });

  describe("its test", () => {
    beforeAll(() => process.chdir(folder));
    afterAll(() => process.chdir(ROOT));

    createRequire(path.join(folder, "main.ts"))("./__tests__/books.test.ts");
  });

  test("jest's settings name no folder of tests but the one that the README keeps", () => {
    const folders = JSON.stringify(settings).matchAll(/__tests__\/([^/"]+)/g);

    expect(new Set([...folders].map(([, name]) => name))).toEqual(new Set(["support", "**"]));
  });
});
