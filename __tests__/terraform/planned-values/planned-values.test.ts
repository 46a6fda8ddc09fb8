import { readdirSync } from "node:fs";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { readStack, resolveStack } from "../../../local/terraform";
import type { GivenValue } from "../../../local/terraform";
import { serve } from "../../../local/testing";
import { givenValues } from "../../../local/testing/serve/serve-options";
import { logTo } from "../../local/support/log-destination";
import { bodyOf, EXCHANGES, OPTIONS } from "../../stacks/exchanges";
import { describeWithTerraform } from "../support/cloud";
import { differences } from "./differences";
import type { PlanJson } from "./plan-json";
import { Planner } from "./plan-of";

const STACKS = path.join(__dirname, "../../stacks");
/** Their data sources read what isn't in the account. */
const UNPLANNABLE = ["given-values"];
/** Terraform starts their providers itself: one that runs already has only one region at a time. */
const OF_SEVERAL_REGIONS = ["hcl"];

describeWithTerraform("what the runner resolves", (cloud) => {
  let planner: Planner;

  beforeAll(async () => {
    planner = await Planner.start(cloud());
  });

  describe.each(
    readdirSync(STACKS).filter((name) => !name.includes(".") && !UNPLANNABLE.includes(name)),
  )("of %s", (name) => {
    let planned: PlanJson;

    beforeAll(async () => {
      planned = await planner.plan(
        path.join(STACKS, name),
        OF_SEVERAL_REGIONS.includes(name) ? { TF_REATTACH_PROVIDERS: undefined } : {},
      );
    });

    test("is what Terraform plans", () => {
      const stack = resolveStack(readStack(planner.folder), {
        apiUrl: (address) => `http://${address}`,
        environment: { AWS_REGION: "us-east-1" },
      });

      expect(differences(planned, stack)).toEqual([]);
    });

    test("shows the routes of the folder from the plan, without further warnings", async () => {
      const given = givenValues(OPTIONS[name] ?? {});
      const [plan, folder] = [await shown(planner.file, given), await shown(planner.folder, given)];

      expect([plan.apis, plan.problems]).toEqual([folder.apis, folder.problems]);
      // A plan has no lines of files.
      const warnings = folder.warnings.map((text) => text.replace(/ \(\S+\.tf:\d+\)/g, ""));
      expect(warnings).toEqual(expect.arrayContaining(plan.warnings));
    });

    test("is served from the plan with the responses of the folder", async () => {
      const exchanges = EXCHANGES[name] ?? [];
      await using api = await serve(planner.file, OPTIONS[name]);

      for (const [request, body] of exchanges) {
        expect([request, await bodyOf(api, request)]).toEqual([request, body]);
      }
      expect(exchanges).not.toEqual([]);
    });
  });
});

/** What the runner shows at start, apart from the ports. */
async function shown(folder: string, given: readonly GivenValue[]) {
  const runner = await Runner.start(folder, { port: 0, log: logTo(() => undefined), given });
  const { apis, problems, warnings } = runner;
  await runner.close();
  return { apis: apis.map((api) => ({ ...api, url: undefined })), problems, warnings };
}
