import { readdirSync } from "node:fs";
import path from "node:path";
import { Runner } from "../../../local/runner/runner";
import { readStack, resolveStack } from "../../../local/terraform";
import { serve } from "../../../local/testing";
import { logTo } from "../../local/support/log-destination";
import { bodyOf, EXCHANGES } from "../../stacks/exchanges";
import { describeWithTerraform } from "../support/cloud";
import { differences } from "./differences";
import type { PlanJson } from "./plan-json";
import { Planner } from "./plan-of";

const STACKS = path.join(__dirname, "../../stacks");
/** Their data sources read what isn't in the account. */
const UNPLANNABLE = ["given-values"];

describeWithTerraform("what the runner resolves", (cloud) => {
  let planner: Planner;

  beforeAll(async () => {
    planner = await Planner.start(cloud());
  });

  describe.each(
    readdirSync(STACKS).filter((name) => !name.includes(".") && !UNPLANNABLE.includes(name)),
  )("of %s", (name) => {
    let plan: PlanJson;

    beforeAll(async () => {
      plan = await planner.plan(path.join(STACKS, name));
    });

    test("is what Terraform plans", () => {
      const stack = resolveStack(readStack(planner.folder), {
        apiUrl: (address) => `http://${address}`,
        environment: { AWS_REGION: "us-east-1" },
      });

      expect(differences(plan, stack)).toEqual([]);
    });

    test("shows the same table of routes from the plan as from the folder", async () => {
      const [fromPlan, fromFolder] = [await shown(planner.file), await shown(planner.folder)];

      expect(fromPlan).toEqual(fromFolder);
    });

    test("is served from the plan with the responses of the folder", async () => {
      const exchanges = EXCHANGES[name] ?? [];
      await using api = await serve(planner.file);

      for (const [request, body] of exchanges) {
        expect([request, await bodyOf(api, request)]).toEqual([request, body]);
      }
      expect(exchanges).not.toEqual([]);
    });
  });
});

/** The routes and what can't be served, apart from the ports. */
async function shown(folder: string) {
  const runner = await Runner.start(folder, { port: 0, log: logTo(() => undefined) });
  const { apis, problems } = runner;
  await runner.close();
  return { apis: apis.map((api) => ({ ...api, url: undefined })), problems };
}
