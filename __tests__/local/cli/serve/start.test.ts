import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { command } from "../../../../local/cli/commands/smoke";
import { commandsUnder } from "../../../readme/blocks";
import { describeWithMoto } from "../../../support/moto";
import { ROOT } from "../../../support/root";
import type { Started } from "../../../support/start-command";
import { startCommand } from "../../../support/start-command";
import { runInProcess } from "../support/run-in-process";

const CHECKS = path.join(ROOT, "__tests__/smoke.json");
const DEFAULT_PORT = 3000;

describe("npm start", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "start-"));
  const file = path.join(folder, "endpoints.json");
  let start: Started;

  beforeAll(async () => {
    start = startCommand("local/cli/main.ts serve", ["--port", "0", "--endpoints-file", file], {
      TF_WORKSPACE: "dev",
      CDKTF_OUTDIR: path.join(folder, "cdktf.out"),
    });
    await start.until("stdout", "Lambda API:");
  }, 60_000);
  afterAll(() => {
    start.child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  });

  test("serves the six systems of dev, and the smoke command finds their responses right", async () => {
    const { status, stdout } = await runInProcess(command, ["--checks", CHECKS, file]);

    expect(stdout).toContain("11 passed, 0 failed");
    expect(status).toBe(0);
  });

  test.each(commandsUnder("Start").filter((line) => line.command.startsWith("curl ")))(
    "the README's $command responds $comment",
    async ({ command: curl, comment }) => {
      const [, method = "GET", port, urlPath] =
        /^curl (?:-X (\w+) )?http:\/\/127\.0\.0\.1:(\d+)(\S+)$/.exec(curl) ?? [];
      const urls = Object.values(JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
      const origin = new URL(urls[Number(port) - DEFAULT_PORT] ?? "").origin;

      const response = await fetch(`${origin}${urlPath}`, { method });

      expect((await response.text()).trim()).toMatch(pattern(comment));
    },
  );

  describeWithMoto("with moto installed", () => {
    test("serves the queue of notes by it, and prints when it is ready", async () => {
      expect(start.seen.stdout).toMatch(/^moto: http.*\n +queue +web-api-dev-notes-Reminders/m);
      await start.until("stderr", "moto is ready.\n");
    });
  });

  test("ends by Ctrl-C with exit status 0", async () => {
    start.child.kill("SIGINT");

    expect(await once(start.child, "exit")).toEqual([0, null]);
  });
});

/** `…` stands for anything. */
function pattern(comment: string): RegExp {
  const parts = comment.split("…").map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
