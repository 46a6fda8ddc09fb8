import { readStack } from "../../../local/terraform";
import { undeclaredResources } from "../../../local/terraform/read/undeclared-resources";
import { stackFolder } from "./support";

const FUNCTIONS = {
  aws_lambda_function: { fn: {} },
  aws_lambda_permission: { p: { function_name: "${aws_lambda_function.fn.arn}" } },
};

function undeclaredIn(json: object, files: Record<string, string> = {}): string[] {
  return undeclaredResources(readStack(stackFolder(JSON.stringify(json), files)));
}

test("a reference to a resource that isn't declared is reported in Terraform's words", () => {
  const resource = {
    ...FUNCTIONS,
    aws_lambda_alias: { a: { function_name: "f-${upper(aws_lambda_function.fm[0].arn)}" } },
    aws_sqs_queue: { q: { name: "${data.aws_region.here.name}", depends_on: ["aws_sns_topic.t"] } },
  };

  expect(undeclaredIn({ resource })).toEqual([
    'aws_lambda_alias.a: a managed resource "aws_lambda_function" "fm" has not been declared in the root module, so Terraform fails. Did you mean aws_lambda_function.fn?',
    'aws_sqs_queue.q: a data resource "aws_region" "here" has not been declared in the root module, so Terraform fails.',
    'aws_sqs_queue.q: a managed resource "aws_sns_topic" "t" has not been declared in the root module, so Terraform fails.',
  ]);
});

test("a resource of the caller isn't declared in a module", () => {
  const module = { output: { x: { value: "${aws_lambda_function.fn.arn}" } } };
  const json = { resource: FUNCTIONS, module: { api: { source: "./api" } } };

  expect(undeclaredIn(json, { "api/main.tf.json": JSON.stringify(module) })).toEqual([
    'module.api.output.x: a managed resource "aws_lambda_function" "fn" has not been declared in module.api, so Terraform fails.',
  ]);
});

test.each([
  ["plain text", "see aws_lambda_function.fm"],
  ["an escaped template", "$${aws_lambda_function.fm.arn}"],
  ["a text in an expression", '${upper("aws_lambda_function.fm")}'],
  ["the variable of a loop", "${[for a_b in [] : a_b.arn]}"],
  ["the iterator of a dynamic block", "${cors_configuration.value}"],
  ["another kind of name", "${each.value}${path.module}${terraform.workspace}"],
])("%s is not a reference to a resource", (_, name) => {
  expect(undeclaredIn({ resource: { ...FUNCTIONS, aws_sqs_queue: { q: { name } } } })).toEqual([]);
});
