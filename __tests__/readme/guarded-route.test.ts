import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../support/root";
import type { Started } from "../support/start-command";
import { startCommand } from "../support/start-command";
import { commandsUnder } from "./blocks";
import { blocksIn, section } from "./pages";

const PAGE = "local/README.md";
const HEADING = "Guarded routes";
const README_URL = "http://127.0.0.1:3003";

describe(`"${HEADING}" of ${PAGE}`, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "guarded-route-"));
  const file = path.join(folder, "endpoints.json");
  // The key of the tokens is in the user's state folder.
  const env = {
    CDKTF_OUTDIR: path.join(folder, "cdktf.out"),
    TF_WORKSPACE: "dev",
    XDG_STATE_HOME: folder,
  };
  let start: Started;

  beforeAll(async () => {
    const args = ["--dev-tokens", "--port", "0", "--endpoints-file", file];
    start = startCommand("local/cli/main.ts serve", args, env);
    await start.until("stdout", "Lambda API:");
  }, 60_000);
  afterAll(() => {
    start.child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  /** What each line of a shell script prints, in a line of its own. */
  async function outputsOf(script: string): Promise<string[]> {
    const withBreaks = script.trim().replaceAll("\n", "\necho\n");
    const settings = { cwd: ROOT, env: { ...process.env, ...env } };
    const { stdout } = await promisify(execFile)("sh", ["-ec", withBreaks], settings);
    return stdout.split("\n");
  }

  test("its commands get the responses that it shows", async () => {
    const [script = ""] = blocksIn(section(PAGE, HEADING)).map(({ text }) => text);
    const urls = Object.entries(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
    const [, url = ""] = urls.find(([stage]) => stage.includes("notes")) ?? [];

    const outputs = await outputsOf(script.replaceAll(README_URL, url));

    const comments = commandsUnder(HEADING, PAGE);
    expect(outputs).toHaveLength(comments.length);
    comments.forEach(({ comment }, line) => {
      const [before = "", after = ""] = comment.split("…");
      expect(outputs[line]?.startsWith(before)).toBe(true);
      expect(outputs[line]?.endsWith(after)).toBe(true);
    });
    expect(comments.filter(({ comment }) => comment !== "")).toHaveLength(3);
  });

  test("smoke writes, reads and deletes a note with such a token", async () => {
    const [token = ""] = await outputsOf("npm run --silent token -- notes");

    const outputs = await outputsOf(`npm run --silent smoke -- --token ${token} ${file}`);

    expect(outputs).toContain("15 passed, 0 failed");
  });
});
