import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { App, TerraformLocal, TerraformStack, Testing } from "cdktf";
import { EnvironmentStack, HttpApi, lambda, LambdaIntegration, RestApi } from "../../../constructs";
import { referenceGraph } from "../../../constructs/core/reference-graph";
import { environment, INLINE } from "../lambda/support";

function referencesOf(attributes: object): [string, string][] {
  const graph = referenceGraph({ resource: { aws_a: { one: attributes } } });
  return [...(graph.get("aws_a.one")?.references ?? [])];
}

function role(stack: TerraformStack, id: string, description?: string): IamRole {
  return new IamRole(stack, id, { assumeRolePolicy: "{}", description });
}

describe("references in a block", () => {
  test.each([
    ["${aws_b.two.arn}", ["aws_b.two"]],
    [
      '{"a":"${aws_b.two.arn}:*","b":"${data.aws_c.three[0].id}"}',
      ["aws_b.two", "data.aws_c.three"],
    ],
    ["${module.m.x} ${local.y} %{ if var.z }x%{ endif }", ["module.m", "local.y", "var.z"]],
    [
      '${jsonencode({"a" = "aws_no.text ${aws_b.two.id} \\" aws_no.text", b = aws_c.three})}',
      ["aws_b.two", "aws_c.three"],
    ],
    ["$${aws_no.escaped.arn} aws_no.text %%{aws_no.escaped}", []],
  ])("of %s are %j", (template, addresses) => {
    expect(referencesOf({ value: template }).map(([address]) => address)).toEqual(addresses);
  });

  test("carry the attribute that they are in, and depends_on counts", () => {
    const block = { a: [{ b: "${aws_b.two.id}" }], depends_on: ["aws_c.three"] };

    expect(referencesOf(block)).toEqual([
      ["aws_b.two", "a.0.b"],
      ["aws_c.three", "depends_on.0"],
    ]);
  });
});

describe("a cycle of references is refused", () => {
  test("with the constructs along it, for the URL of a stage in its function's environment", () => {
    const stack = environment();
    const fn = new lambda.Function(stack, "Pets", INLINE);
    const api = new RestApi(stack, "Api", { stageName: "v1" });
    api.root.addMethod("GET", new LambdaIntegration(fn));
    fn.addEnvironment("API_URL", api.deploymentStage.resource.invokeUrl);

    expect(() => Testing.synth(stack)).toThrow(
      /^dev\/\S+: references form a cycle[^]*dev\/Pets\/Resource refers to dev\/Api\/Stage-v1\/Resource \(in environment\.variables\.API_URL\)[^]*api\.url/,
    );
  });

  test("with the way out, for a function's ARN in its own role's policy", () => {
    const stack = environment();
    const fn = new lambda.Function(stack, "Pets", INLINE);
    fn.addToRolePolicy({ actions: ["lambda:InvokeFunction"], resources: [fn.functionArn] });

    expect(() => Testing.synth(stack)).toThrow(
      /dev\/Pets\/Role\/Policy refers to dev\/Pets\/Resource \(in policy\)[^]*physicalName/,
    );
  });

  test("by the shortest way, where longer ones exist", () => {
    const stack = environment();
    const one = role(stack, "One");
    const two = role(stack, "Two", `${one.arn}`);
    const three = role(stack, "Three", two.arn);
    one.description = `${three.arn} ${two.arn}`;

    expect(() => Testing.synth(stack)).toThrow(
      /cycle[^]*:\n {2}dev\/\w+ refers to dev\/\w+ \(in description\)\n {2}dev\/\w+ refers to dev\/\w+ \(in description\)\nRemove/,
    );
  });

  test("of a resource with itself, and through a local value", () => {
    const itself = environment();
    const one = role(itself, "One");
    one.description = one.arn;
    const local = environment();
    const two = role(local, "Two");
    two.description = `${new TerraformLocal(local, "Local", two.arn).asString}`;

    expect(() => Testing.synth(itself)).toThrow("dev/One refers to dev/One (in description)");
    expect(() => Testing.synth(local)).toThrow("dev/Two refers to local.Local (in description)");
  });

  test("when the app is synthesised to disk", () => {
    const outdir = mkdtempSync(path.join(tmpdir(), "cycle-"));
    try {
      const app = new App({ outdir });
      const one = role(
        new EnvironmentStack(app, "dev", { app: "shop", region: "eu-west-1" }),
        "One",
      );
      one.description = one.arn;

      expect(() => {
        app.synth();
      }).toThrow("references form a cycle");
    } finally {
      rmSync(outdir, { recursive: true });
    }
  });
});

test("a function's policy may name the function by its physicalName", () => {
  const stack = environment();
  const fn = new lambda.Function(stack, "Pets", INLINE);
  const arn = `arn:aws:lambda:*:*:function:${fn.physicalName}`;

  fn.addToRolePolicy({ actions: ["lambda:InvokeFunction"], resources: [arn] });

  expect(() => Testing.synth(stack)).not.toThrow();
});

describe("in a plain TerraformStack, a cycle is refused", () => {
  const plain = () => new TerraformStack(Testing.app(), "plain");

  test.each<[string, (stack: TerraformStack) => void]>([
    ["a function", (stack) => new lambda.Function(stack, "Pets", INLINE)],
    ["an HTTP API", (stack) => new HttpApi(stack, "Api")],
    ["a REST API", (stack) => new RestApi(stack, "Api", { stageName: "v1" })],
  ])("once it contains %s", (_name, add) => {
    const stack = plain();
    add(stack);
    const one = role(stack, "One");
    one.description = one.arn;

    expect(() => Testing.synth(stack)).toThrow("plain/One refers to plain/One (in description)");
  });

  test("with the paths of our constructs and the way out", () => {
    const stack = plain();
    const fn = new lambda.Function(stack, "Pets", INLINE);
    fn.addToRolePolicy({ actions: ["lambda:InvokeFunction"], resources: [fn.functionArn] });

    expect(() => Testing.synth(stack)).toThrow(
      /plain\/Pets\/Role\/Policy refers to plain\/Pets\/Resource \(in policy\)[^]*physicalName/,
    );
  });

  test("and a stack without a cycle is synthesised as before", () => {
    const stack = plain();
    new lambda.Function(stack, "Pets", INLINE);
    new HttpApi(stack, "Api");

    const { resource } = JSON.parse(Testing.synth(stack)) as { resource: object };

    expect(Object.keys(resource)).toContain("aws_lambda_function");
  });
});
