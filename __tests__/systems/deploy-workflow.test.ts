import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { writeFileIn } from "../support/write-file";
import type { Job } from "./workflow-file";
import { read } from "./workflow-file";

describe("a deployment", () => {
  const { plan, deploy } = read("deploy.yml").jobs;
  const step = (job: Job | undefined, text: string) =>
    job?.steps?.findIndex(({ run }) => run?.includes(text)) ?? -1;
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "deploy-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a job's step that plans, where the plan has the hash `planned`. */
  function planIn(job: Job | undefined, env: Record<string, string>) {
    const report = '{"reports":[{"planHash":"planned"}]}';
    writeFileIn(folder, "npm", `#!/bin/sh\necho '${report}'\nexit 2\n`, 0o755);
    const run = job?.steps?.[step(job, 'review -- --env "$ENVIRONMENT"')]?.run ?? "";
    return spawnSync("bash", ["-e", "-c", run], {
      env: {
        ...{ PATH: `${folder}:${process.env.PATH}`, RUNNER_TEMP: folder, ENVIRONMENT: "prod" },
        ...env,
      },
      encoding: "utf8",
    });
  }

  test("is planned, and its plan compared with the reviewed one, before GitHub asks for an approval", () => {
    const output = path.join(folder, "output");

    const { status } = planIn(plan, { GITHUB_OUTPUT: output });

    expect([status, readFileSync(output, "utf8")]).toEqual([0, "hash=planned\n"]);
    expect(step(plan, 'local/cli/review/review-applied.ts "$RUNNER_TEMP/report.json"')).toBe(
      step(plan, "review -- --env") + 1,
    );
    expect(plan?.permissions).toHaveProperty("pull-requests", "read");
    expect(plan?.environment).toBe("${{ inputs.environment }}-plan");
    expect(deploy).toMatchObject({ needs: "plan", environment: "${{ inputs.environment }}" });
  });

  test.each([
    ["changes nothing", "another", 1],
    ["goes on", "planned", 0],
  ])("%s after the plan %s was shown", (_, shown, expected) => {
    const { status, stdout } = planIn(deploy, { SHOWN: shown });

    expect(status).toBe(expected);
    expect(stdout.includes("::error::What is deployed in prod has changed")).toBe(expected === 1);
    expect(step(deploy, 'npm run "deploy:$ENVIRONMENT"')).toBe(step(deploy, "$SHOWN") + 1);
  });

  test("gets from its caller what its jobs ask for", () => {
    const { jobs } = read("ci.yml");
    const asked = { ...plan?.permissions, ...deploy?.permissions };

    expect(jobs["deploy-dev"]?.permissions).toEqual(asked);
    expect(jobs["deploy-prod"]?.permissions).toEqual(asked);
  });
});
