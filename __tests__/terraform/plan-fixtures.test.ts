import { readPlanFixture } from "../support/plan-fixtures";
import { describeWithTerraform } from "./support/cloud";
import { stackPlans } from "./support/stack-plans";

/** JSON with the type of each value instead of the value. Elements of lists are sorted. */
function shapeOf(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(shapeOf).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
  }
  return value === null ? "null" : typeof value;
}

describeWithTerraform("the recorded plans that the review's tests read", (cloud) => {
  test("have the shape that Terraform writes (npm run plan-fixtures records them again)", async () => {
    const plans = await stackPlans(cloud());

    expect(Object.keys(plans)).toEqual(["guarded", "create", "change"]);
    for (const [name, plan] of Object.entries(plans)) {
      const recorded = shapeOf(JSON.parse(readPlanFixture(name)));
      expect([name, shapeOf(JSON.parse(plan))]).toEqual([name, recorded]);
    }
  });
});
