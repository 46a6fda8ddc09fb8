import { readdirSync } from "node:fs";
import path from "node:path";
import { readStack, resolveStack } from "../../../local/terraform";
import { describeWithTerraform } from "../support/cloud";
import { differences } from "./differences";
import { Planner } from "./plan-of";

const STACKS = path.join(__dirname, "../../stacks");
/** Their data sources read what isn't in the account. */
const UNPLANNABLE = ["given-values"];

describeWithTerraform("what the runner resolves", (cloud) => {
  let planner: Planner;

  beforeAll(async () => {
    planner = await Planner.start(cloud());
  });

  test.each(
    readdirSync(STACKS).filter((name) => !name.includes(".") && !UNPLANNABLE.includes(name)),
  )("is what Terraform plans for %s", async (name) => {
    const plan = await planner.plan(path.join(STACKS, name));

    const stack = resolveStack(readStack(planner.folder), {
      apiUrl: (address) => `http://${address}`,
      environment: { AWS_REGION: "us-east-1" },
    });

    expect(differences(plan, stack)).toEqual([]);
  });
});
