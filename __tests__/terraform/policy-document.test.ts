import { writeFileSync } from "node:fs";
import path from "node:path";
import { readStack, resolveStack } from "../../local/terraform";
import { policyDocuments } from "../support/policy-documents";
import { AWS, sourceOf } from "./support/mirrors";
import { describeWithTerraform } from "./support/cloud";
import { terraformIn } from "./support/terraform";

describeWithTerraform("the local runner's policy documents", (cloud) => {
  test("are identical to those of the AWS provider", async () => {
    const { newFolder, env } = cloud();
    const folder = newFolder("policy-documents");
    writeFileSync(path.join(folder, "cdk.tf.json"), JSON.stringify(configuration()));
    const terraform = terraformIn(folder, env);
    await terraform.ok("init");
    await terraform.apply();

    const { stdout } = await terraform.ok("output", "-json");

    const outputs = JSON.parse(stdout) as Record<string, { readonly value: unknown }>;
    const theirs = Object.keys(policyDocuments).map((name) => outputs[name]?.value);
    expect(localDocuments(folder)).toEqual(theirs);
  });
});

function configuration() {
  const output = Object.keys(policyDocuments).map((name) => {
    const address = `data.aws_iam_policy_document.${name}`;
    return [name, { value: [`\${${address}.json}`, `\${${address}.minified_json}`] }];
  });
  return {
    terraform: { required_providers: { aws: { source: sourceOf(AWS), version: AWS.version } } },
    provider: { aws: { region: "us-east-1" } },
    data: { aws_iam_policy_document: policyDocuments },
    output: Object.fromEntries(output) as object,
  };
}

function localDocuments(folder: string) {
  const stack = resolveStack(readStack(folder), { apiUrl: () => "", environment: {} });
  return stack
    .ofType("data.aws_iam_policy_document")
    .map((document) => [document.string("json"), document.string("minified_json")]);
}
