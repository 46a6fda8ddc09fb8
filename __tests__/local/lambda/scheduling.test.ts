import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { LambdaFixture } from "./support/lambda-fixture";
import { until } from "./support/processes";

const SCHED_BATCH = 3;
const isSet = spawnSync("chrt", ["-h"]).error === undefined || process.env.CI === "true";
// Only Linux has the policy, and chrt sets it there.
const onLinux = process.platform === "linux" && isSet ? describe : describe.skip;

/** Field 41 of the process's line; a name before it can hold spaces. */
function policyOf(pid: number): number {
  const line = readFileSync(`/proc/${pid}/stat`, "latin1");
  return Number(line.slice(line.lastIndexOf(")")).split(" ")[39]);
}

onLinux("a sandbox, by chrt of util-linux", () => {
  const fixture = new LambdaFixture();
  afterAll(() => fixture.close());

  test("runs with the batch policy: no event interrupts the runner", async () => {
    fixture.python("py", "import os\ndef handler(event, context): return os.getpid()");
    fixture.node("js", "exports.handler = async () => process.pid");
    const lambda = await fixture.start();
    for (const fn of ["py", "js"]) {
      const { payload } = await lambda.invoke(fn, "{}");
      const pid = Number(payload.toString("utf8"));
      await until(() => policyOf(pid) === SCHED_BATCH);
    }
    expect(policyOf(process.pid)).not.toBe(SCHED_BATCH);
  });
});
