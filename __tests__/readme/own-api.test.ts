import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkOut } from "../support/checkout";
import { ROOT } from "../support/root";
import type { Started } from "../support/start-command";
import { startCommand } from "../support/start-command";
import { blocks } from "./blocks";
import { blocksOf, fileOf } from "./pages";

/** What tests need besides what is synthesised. */
const FOR_TESTS = ["__tests__/support", "local"];

describe('"Your own API in five minutes" of the root README', () => {
  let folder: string;
  let start: Started;

  beforeAll(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "own-api-"));
    checkOut(folder);
    for (const part of FOR_TESTS) {
      cpSync(path.join(ROOT, part), path.join(folder, part), { recursive: true });
    }
    for (const block of blocksOf("README.md")) {
      const file = fileOf(block);
      if (file !== undefined) {
        mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
        writeFileSync(path.join(folder, file), block.text);
      }
    }
  });
  afterAll(() => {
    start.child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  test("npm start serves it, and the request gets the response that the README shows", async () => {
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

  test("its test passes", () => {
    const jest = path.join(ROOT, "node_modules/.bin/jest");

    const output = execFileSync(jest, ["books", "--json"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });

    expect(JSON.parse(output)).toMatchObject({ numPassedTests: 1, numFailedTests: 0 });
  });
});
