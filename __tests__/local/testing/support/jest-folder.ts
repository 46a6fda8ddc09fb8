import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { ROOT } from "../../../support/root";
import { writeFileIn } from "../../../support/write-file";
import { twoApis } from "../../runner/support/two-apis";

/** A function that keeps its process busy, and logs each request. */
const HANDLER = `
setInterval(() => undefined, 1000);
exports.handler = async (event) => {
  console.info(event.rawPath);
  return { path: event.rawPath };
};`;

/** A folder with a stack and test files, in which jest runs on its own. */
export class JestFolder {
  readonly temporary: string;
  /** HTTP API `http` with the function `fn` behind every path. */
  private readonly stack: string;

  constructor(readonly folder: string) {
    const stackText = JSON.stringify(twoApis({ fn: { runtime: "nodejs20.x", timeout: 10 } }));
    this.stack = path.dirname(writeFileIn(folder, "stack/cdk.tf.json", stackText));
    writeFileIn(this.stack, "fn/index.js", HANDLER);
    this.temporary = path.dirname(writeFileIn(folder, "tmp/.keep", ""));
    const transform = { "\\.ts$": require.resolve("./typescript-transformer.cjs") };
    // Kept, as the cache of jest's own run is: to fill it takes as long as the tests.
    const cacheDirectory = path.join(ROOT, "node_modules/.cache/jest");
    const config = { cacheDirectory, transform, testTimeout: 60_000 };
    writeFileIn(folder, "jest.config.json", JSON.stringify(config));
  }

  /** @param body of the test file, in which `serveStack()` serves the stack */
  writeTest(name: string, body: string): void {
    const kit = JSON.stringify(path.join(ROOT, "local/testing"));
    const serveStack = `const serveStack = () => serve(${JSON.stringify(this.stack)});`;
    writeFileIn(this.folder, name, `const { serve } = require(${kit});\n${serveStack}\n${body}`);
  }

  /** Runs jest until it ends by itself. */
  run(...options: string[]): { status: number | null; stderr: string } {
    return spawnSync(path.join(ROOT, "node_modules/.bin/jest"), options, {
      cwd: this.folder,
      encoding: "utf8",
      env: { ...process.env, TMPDIR: this.temporary },
      timeout: 50_000,
    });
  }

  /** What the tests have left in the temporary folder. */
  left(): string[] {
    return readdirSync(this.temporary).filter((name) => name.startsWith("local-"));
  }
}
