import fc from "fast-check";
import { formatReports, FORMATS } from "../../../../local/review/format";
import { reviewPlan } from "../../../../local/review/plan";
import type { PlanJson } from "../../../../local/terraform/plan/plan-json";
import { readPlanFixture } from "../../../support/plan-fixtures";
import { CANARY } from "../../../terraform/fixtures/reviewed-stack";

const FIXTURES = ["create", "change"] as const;
const plan = (name: (typeof FIXTURES)[number]) => readPlanFixture(name);
const review = (text: string) => reviewPlan({ text, source: "plan.json", environment: "dev" });

/** The paths at which a value of the JSON has the text, without the addresses of resources. */
function placesOf(text: string, value: unknown, path = ""): string[] {
  if (typeof value === "string") {
    return value.includes(text) ? [path] : [];
  }
  return typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([name, inner]) => placesOf(text, inner, `${path}/${name}`))
    : [];
}

test("the plans have secret values in all parts", () => {
  const places = placesOf(CANARY, JSON.parse(plan("change")));

  expect(new Set(places.map((place) => place.split("/")[1]))).toEqual(
    new Set([
      "variables",
      "planned_values",
      "resource_drift",
      "resource_changes",
      "prior_state",
      "configuration",
    ]),
  );
  expect(places.filter((place) => place.includes("/change/after/")).length).toBeGreaterThan(3);
});

test.each(FIXTURES)("no secret value of a plan is in an output (%s)", async (name) => {
  const secrets = fc.string({ unit: fc.constantFrom(..."ghjkmnpqrstvwxyz"), minLength: 16 });

  await fc.assert(
    fc.asyncProperty(secrets, async (secret) => {
      const report = await review(plan(name).replaceAll(CANARY, secret));
      for (const format of FORMATS) {
        const output = formatReports([report], format, { width: 100, colours: false });
        expect(output).not.toContain(secret);
      }
      expect(report.apis).toHaveLength(2);
    }),
    { numRuns: 20 },
  );
});

test("a sensitive value that changes in an attribute that is printed is named, not shown", async () => {
  const changed = JSON.parse(plan("change")) as PlanJson;
  const api = changed.resource_changes?.find(({ type }) => type === "aws_apigatewayv2_api");
  const [cors] = api?.change.after?.["cors_configuration"] as { allow_origins: string[] }[];
  cors?.allow_origins.push(`https://${CANARY}.example.com`);

  const { apis } = await review(JSON.stringify(changed));

  expect(apis[0]?.settings).toEqual([
    "The CORS origins change: + (sensitive value 5), - (sensitive value 2).",
    "The CORS methods change: - POST.",
  ]);
});

test("a text that isn't JSON isn't quoted", async () => {
  const error = await review(`{"${CANARY}`).catch((reason: unknown) => String(reason));

  expect(error).toContain("it is not valid JSON");
  expect(error).not.toContain(CANARY);
});
