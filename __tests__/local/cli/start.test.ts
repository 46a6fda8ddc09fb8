import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { runScript } from "../../support/run-command";

const root = path.join(__dirname, "../../..");

test("npm start serves the four systems of dev, and the smoke command finds their answers right", async () => {
  // Inside the project, so that handlers find its node_modules, and apart from a build under way.
  const folder = mkdtempSync(path.join(root, "cdktf.out.start-"));
  const file = path.join(folder, "endpoints.json");
  const args = [
    "--require",
    "tsx/cjs",
    "local/cli/start.ts",
    "--port",
    "0",
    "--endpoints-file",
    file,
  ];
  const env = { ...process.env, CDKTF_OUTDIR: path.join(folder, "cdktf.out") };
  const start = spawn(process.execPath, args, { cwd: root, env });
  try {
    while (!existsSync(file))
      await Promise.race([once(start.stderr, "data"), once(start.stdout, "data")]);

    const { status, stdout } = await runScript("local/cli/smoke.ts", [file]);

    expect(stdout).toContain("7 passed, 0 failed");
    expect(status).toBe(0);
    start.kill("SIGINT");
    expect(await once(start, "exit")).toEqual([0, null]);
  } finally {
    start.kill("SIGKILL");
    rmSync(folder, { recursive: true });
  }
}, 60_000);
