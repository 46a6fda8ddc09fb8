import { renameSync } from "node:fs";
import path from "node:path";
import { functionOptions } from "./fixtures/function-options";
import type { Pets } from "./fixtures/pets";
import { pets } from "./fixtures/pets";
import type { Env } from "./support/cloud";
import { describeWithTerraform } from "./support/cloud";
import { synthStack } from "./support/stack";
import type { Terraform } from "./support/terraform";
import { terraformIn } from "./support/terraform";

const BEFORE: Pets = {
  routes: ["GET /pets/{id}", "POST /pets"],
  functionName: "pets",
  result: "cat",
};

describeWithTerraform("a function behind two APIs", (cloud) => {
  let folder: string;
  let env: Env;
  let terraform: Terraform;
  let created: readonly string[];
  const synth = (change: Partial<Pets>) =>
    synthStack(folder, cloud().env, (stack) => pets(stack, { ...BEFORE, ...change }));

  beforeAll(async () => {
    folder = cloud().newFolder("pets");
    synth({});
    const stackFolder = path.join(folder, "stacks/stack");
    env = await cloud().envIn(stackFolder);
    terraform = terraformIn(stackFolder, env);
    await terraform.ok("init", "-input=false");
    await terraform.apply();
    created = cloud()
      .aws.changes()
      .map(({ method, path }) => `${method} ${path}`);
  });

  // The AWS API server lacks most of these resources, so nothing is applied.
  test("may have each option of a function: the provider plans all of them", async () => {
    const options = synthStack(cloud().newFolder("function-options"), env, functionOptions);
    await options.ok("init", "-input=false");

    const types = (await options.plan()).map(({ address }) => address.split(".")[0]);

    expect(types).toEqual(
      expect.arrayContaining([
        "aws_appautoscaling_policy",
        "aws_codedeploy_deployment_group",
        "aws_lambda_alias",
        "aws_lambda_function_recursion_config",
        "aws_lambda_provisioned_concurrency_config",
        "aws_security_group",
      ]),
    );
  });

  test("has its routes before the HTTP API has a stage", () => {
    const steps = created.flatMap(
      (call) => /^POST \/v2\/apis\/\w+\/(routes|stages)$/.exec(call)?.[1] ?? [],
    );

    expect(steps).toEqual(["routes", "routes", "stages", "stages"]);
  });

  test("may have their URLs in its environment, and then has no changes (Terraform refuses cycles)", async () => {
    expect(await terraform.plan()).toEqual([]);
  });

  test("has a public URL, to which the provider adds a statement of its own", async () => {
    const response = await cloud().aws.send("lambda", "GET", "/2021-10-31/functions/pets/url");

    expect(await response.json()).toMatchObject({
      AuthType: "NONE",
      Cors: { AllowOrigins: ["https://example.com"], MaxAge: 3600 },
    });
    expect(await statementIds("pets")).toContain("FunctionURLAllowPublicAccess");
  });

  test("gets a route without any other change, whatever the order of the routes", async () => {
    synth({ routes: ["DELETE /pets", "POST /pets", "GET /pets/{id}"] });

    expect(await terraform.plan()).toEqual([
      { address: expect.stringContaining("_route.HttpApi_DELETE"), action: "create" },
    ]);
  });

  test("keeps a route whose parameter is renamed (AWS refuses a second route for the same requests)", async () => {
    synth({ routes: ["GET /pets/{name}", "POST /pets"] });

    expect(await terraform.plan()).toEqual([
      { address: expect.stringContaining("_route.HttpApi_GET"), action: "update" },
    ]);
  });

  test("stays invocable while a permission is replaced (the new statement comes first, with its own ID)", async () => {
    const { aws } = cloud();
    synth({});
    const [permission] = await addresses("aws_lambda_permission.HttpApi_");
    const before = await statementIds("pets");
    aws.forgetCalls();

    await terraform.ok("apply", "-auto-approve", `-replace=${permission}`);

    const after = await statementIds("pets");
    const [gone] = before.filter((id) => !after.includes(id));
    expect(aws.changes().map(({ method, path }) => `${method} ${path}`)).toEqual([
      "POST /2015-03-31/functions/pets/policy",
      `DELETE /2015-03-31/functions/pets/policy/${gone}`,
    ]);
    expect(after).toHaveLength(before.length);
  });

  test("is created under its new name before the old one is deleted, its log group last (its last lines would create the group again)", async () => {
    const { aws } = cloud();
    synth({ functionName: "animals" });
    aws.forgetCalls();

    await terraform.apply();

    const calls = aws.changes().map(({ method, path }) => `${method} ${path}`);
    for (const switched of [/^PATCH .*\/integrations\//, /^PATCH .*\/stages\/v1$/]) {
      const steps = [/^POST .*\/functions$/, switched, /^DELETE .*\/functions\/pets$/];
      const found = calls.filter((call) => steps.some((step) => step.test(call)));
      expect(found).toEqual(steps.map((step) => expect.stringMatching(step) as string));
    }
    expect(aws.changes().at(-1)?.action).toMatch(/DeleteLogGroup$/);
    // Two APIs, the two of the public URL, and the one that the provider adds to it.
    expect(await statementIds("animals")).toHaveLength(5);
    expect(await terraform.plan()).toEqual([]);
  });

  test("is updated by a saved plan from another folder (the path of the zip is relative), and its alias gets the new version last", async () => {
    const { aws, newFolder } = cloud();
    synth({ functionName: "animals", result: "dog" });
    await terraform.ok("plan", "-out=saved");
    const otherJob = path.join(newFolder("other-job"), "stack");
    renameSync(path.join(folder, "stacks/stack"), otherJob);
    aws.forgetCalls();

    // The running provider is in the moved folder, like the one that Terraform would start.
    await terraformIn(otherJob, env).ok("apply", "saved");

    const of = "/2015-03-31/functions/animals";
    expect(aws.changes().map(({ path }) => path)).toEqual([
      `${of}/code`,
      `${of}/versions`,
      `${of}/aliases/live`,
    ]);
  });

  const addresses = async (start: string) =>
    (await terraform.resources()).filter((address) => address.startsWith(start));

  async function statementIds(functionName: string): Promise<readonly string[]> {
    const path = `/2015-03-31/functions/${functionName}/policy`;
    const response = await cloud().aws.send("lambda", "GET", path);
    const { Policy: policy } = (await response.json()) as { Policy: string };
    const { Statement: statements } = JSON.parse(policy) as { Statement: { Sid: string }[] };
    return statements.map(({ Sid: id }) => id);
  }
});
