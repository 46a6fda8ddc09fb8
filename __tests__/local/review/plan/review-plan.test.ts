import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { compare } from "../../../../local/review/compare";
import { sideOf, type Side } from "../../../../local/review/describe";
import { formatReports, readReports } from "../../../../local/review/format";
import { reviewPlan } from "../../../../local/review/plan";
import type { Report } from "../../../../local/review/report";
import { readPlanFixture } from "../../../support/plan-fixtures";

const review = (text: string): Promise<Report> =>
  reviewPlan({ text, source: "plan.json", environment: "dev" });
const fixture = (name: string): Promise<Report> => review(readPlanFixture(name));

test("a first plan adds all", async () => {
  const { apis, functions, losses, drift, incomplete, terraform } = await fixture("create");

  expect(apis.map(({ kind, change, routes }) => [kind, change, routes.map(targets)])).toEqual([
    ["HTTP API", "added", ["GET /pets → pets"]],
    ["REST API", "added", ["GET /pets → pets"]],
  ]);
  expect(functions.map(({ name, change }) => [name, change])).toEqual([["pets", "added"]]);
  expect({ losses, drift, incomplete }).toEqual({ losses: [], drift: [], incomplete: [] });
  expect(terraform).toEqual({ ...NOTHING, add: 16, deployments: 1 });
});

describe("a change with everything that a plan can have", () => {
  let report: Report;
  beforeAll(async () => (report = await fixture("change")));

  test("shows the new route of a document that is known only after the apply", () => {
    const shop = report.apis.find(({ kind }) => kind === "REST API");

    expect(shop).toMatchObject({ change: "changed", unchangedRoutes: 1 });
    expect(shop?.routes.map(targets)).toEqual(["GET /cats → cats"]);
  });

  test("shows what is replaced in which order, destroyed and forgotten, and what that means", () => {
    const lost = report.losses.map(({ address, action, because, consequence }) =>
      [address.replace(/^\w+\./, ""), action, ...because, consequence].join("; "),
    );

    expect(lost).toEqual([
      "key; destroyed; Clients with this key are refused.",
      "created_first; replaced, created first; name; Its logs are lost.",
      "destroyed; destroyed; Its logs are lost.",
      "first; replaced, destroyed first; name; Its logs are lost.",
      "forgotten; forgotten; It stays as it is, and Terraform no longer manages it.",
    ]);
  });

  test("has a finding for all that can't be brought back, a risky one for logs", () => {
    const found = report.findings.filter(({ text }) => /lost|refused/.test(text));

    expect(found.map(({ rule, kind, subject }) => `${rule} ${kind} ${subject}`)).toEqual([
      "resource-destroyed data-loss aws_api_gateway_api_key.key",
      "logs-lost undefined aws_cloudwatch_log_group.created_first",
      "logs-lost undefined aws_cloudwatch_log_group.destroyed",
      "logs-lost undefined aws_cloudwatch_log_group.first",
    ]);
    expect(found[1]?.text).toBe(
      "It is replaced, created first, because name can't be changed. Its logs are lost.",
    );
  });

  test("counts as Terraform does, without deployments; what is moved or imported isn't lost", () => {
    expect(report.terraform).toEqual({
      add: 3,
      change: 4,
      destroy: 4,
      forget: 1,
      import: 1,
      move: 1,
      deployments: 1,
    });
  });

  test("names what was changed outside Terraform, and not what a provider read back empty", () => {
    expect(report.drift).toEqual([
      { address: "aws_lambda_function.pets", attributes: ["memory_size"] },
    ]);
  });

  test("shows changes of functions and permissions as a comparison of syntheses does", () => {
    expect(report.functions.map(({ name, details }) => [name, ...details])).toEqual([
      ["pets", "code", "memory 512 MB → 128 MB", "environment: ~ KEY"],
      ["cats", "python3.13 (until 2029-06-30)"],
    ]);
    expect(report.permissions).toEqual([]);
  });

  test("can be printed as JSON and read again", () => {
    const json = formatReports([report], "json", { width: 80, colours: false });

    expect(readReports(json, "report")).toEqual([report]);
  });
});

test("a plan that failed is called so, with the message of the guard", async () => {
  const { incomplete, terraform } = await fixture("guarded");

  expect(incomplete).toEqual([
    "The plan failed before it was complete.",
    "aws_cloudwatch_log_group.guarded failed: This stack is for the workspace prod.",
  ]);
  expect(terraform).toEqual({ ...NOTHING, add: 1 });
});

test("the plan of a change of the app gives the same report as two syntheses of it", async () => {
  const { base, head, plan } = JSON.parse(readPlanFixture("feature")) as Record<string, object>;

  const ofPlan = await review(JSON.stringify(plan));
  const ofSyntheses = await compare(side(base), side(head));

  expect(ofPlan.findings).toHaveLength(7);
  expect(ofPlan.movedRequests).toHaveLength(1);
  expect(ofPlan).toMatchObject(compared(ofSyntheses));
  expect(ofPlan).toMatchObject({ losses: [], drift: [], incomplete: [] });
});

test.each([
  ["{", "plan.json is not a Terraform plan: it is not valid JSON"],
  ["[]", "it has no format_version"],
  ["null", "it has no format_version"],
  ['{"format_version":"1.0","values":{}}', "it has no configuration, such as a state"],
  ['{"format_version":"2.0","configuration":{}}', 'has the format_version "2.0"'],
])("another text than a plan is refused (%s)", async (text, message) => {
  await expect(review(text)).rejects.toThrow(message);
});

const NOTHING = { add: 0, change: 0, destroy: 0, forget: 0, import: 0, move: 0, deployments: 0 };

function targets({ route, target }: Report["apis"][number]["routes"][number]): string {
  return `${route} → ${target.after}`;
}

function side(stack: object | undefined): Side {
  const folder = mkdtempSync(path.join(os.tmpdir(), "synthesis-"));
  writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(stack));
  return sideOf(folder, "dev");
}

/** What both sources know. */
function compared({ apis, findings, movedRequests, permissions, functions, limits }: Report) {
  return { apis, findings, movedRequests, permissions, functions, limits };
}
