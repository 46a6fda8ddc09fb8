import { groupedByCause } from "../../local/log/grouped-problems";

const NO_VALUE = "var.app has no value; pass --var app=VALUE";

test("what one missing value prevents is one problem with a line for each attribute", () => {
  const problems = [
    `aws_lambda_function.pets (main.tf:3): function_name can't be resolved: ${NO_VALUE}`,
    `module.api.aws_apigatewayv2_api.pets["a: b"]: name can't be resolved: module.api: app can't be resolved: ${NO_VALUE}`,
  ];

  expect(groupedByCause(problems)).toEqual([
    [
      NO_VALUE,
      "aws_lambda_function.pets (main.tf:3): function_name",
      'module.api.aws_apigatewayv2_api.pets["a: b"]: name',
    ].join("\n  "),
  ]);
});

test("what several resources have in common is one problem with their addresses", () => {
  const problems = [
    "aws_lambda_function.cats (main.tf:3): the code dist/app.zip does not exist",
    "aws_lambda_function.dogs (main.tf:9): the code dist/app.zip does not exist",
  ];

  expect(groupedByCause(problems)).toEqual([
    "the code dist/app.zip does not exist\n  aws_lambda_function.cats (main.tf:3)\n  aws_lambda_function.dogs (main.tf:9)",
  ]);
});

test("the same error in expressions of different attributes stays two problems", () => {
  const problems = [
    'aws_lambda_function.cats: timeout can\'t be resolved: expected a number, got "a"',
    'aws_lambda_function.dogs: timeout can\'t be resolved: expected a number, got "a"',
  ];

  expect(groupedByCause(problems)).toEqual(problems);
});

test("a problem that has its cause alone keeps its words", () => {
  const problems = [`aws_lambda_function.pets: role can't be resolved: ${NO_VALUE}`, "module.a: x"];

  expect(groupedByCause(problems)).toEqual(problems);
});
