import { readStack } from "../../../local/terraform";
import { located } from "../../../local/terraform/read/locate";
import { stackFolder } from "./support";

const MODULE = `
# A function of the module
resource "aws_lambda_function" "f" {
}

data "archive_file" "f" {
}
`;
const CALL = 'module "api" {\n  source = "./modules/api"\n  for_each = toset(["a.b"])\n}\n';
const json = { resource: { aws_sqs_queue: { q: {} } } };
const stack = readStack(
  stackFolder(JSON.stringify(json), { "main.tf": MODULE + CALL, "modules/api/code.tf": MODULE }),
);

test.each([
  ["aws_lambda_function.f: no", "aws_lambda_function.f (main.tf:3): no"],
  ["aws_lambda_function.f[0].x: a: b", "aws_lambda_function.f[0].x (main.tf:3): a: b"],
  ['aws_lambda_function.f["GET /"]: no', 'aws_lambda_function.f["GET /"] (main.tf:3): no'],
  ["data.archive_file.f: no", "data.archive_file.f (main.tf:6): no"],
  [
    'module.api["a.b"].aws_lambda_function.f: no',
    'module.api["a.b"].aws_lambda_function.f (modules/api/code.tf:3): no',
  ],
])("the message %s gets the file and line", (message, expected) => {
  expect(located(stack, message)).toBe(expected);
});

test("the addresses that a message lists get file and line", () => {
  const message = "unknown: x.\n  aws_lambda_function.f\n  aws_sqs_queue.q\nand 2 more";

  expect(located(stack, message)).toBe(
    "unknown: x.\n  aws_lambda_function.f (main.tf:3)\n  aws_sqs_queue.q\nand 2 more",
  );
});

test.each(["aws_sqs_queue.q: in JSON", "aws_lambda_function.other: no", "--var a: no"])(
  "the message %s stays as it is",
  (message) => {
    expect(located(stack, message)).toBe(message);
  },
);
