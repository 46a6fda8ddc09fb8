import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { runScript } from "../../support/run-command";
import { startCommand } from "../../support/start-command";

const root = path.join(__dirname, "../../..");

test("npm start serves the four systems of dev, and the smoke command finds their answers right", async () => {
  // Inside the project, so that handlers find its node_modules, and apart from a build under way.
  const folder = mkdtempSync(path.join(root, "cdktf.out.start-"));
  const file = path.join(folder, "endpoints.json");
  const { child, until } = startCommand(
    "local/cli/start.ts",
    ["--port", "0", "--endpoints-file", file],
    { CDKTF_OUTDIR: path.join(folder, "cdktf.out") },
  );
  try {
    await until("stdout", "Lambda API:");

    const { status, stdout } = await runScript("local/cli/smoke.ts", [file]);

    expect(stdout).toContain("7 passed, 0 failed");
    expect(status).toBe(0);
    child.kill("SIGINT");
    expect(await once(child, "exit")).toEqual([0, null]);
  } finally {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
}, 60_000);
