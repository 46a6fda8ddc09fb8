import { notInvocable } from "../../../local/lambda/config/not-invocable";

test("functions that lack the same are named in one warning", () => {
  const reason = "the code dist.zip does not exist";
  const problems = ["cats", "dogs"].map((name) => `aws_lambda_function.${name}: ${reason}`);

  expect(notInvocable([...problems, "aws_lambda_function.owls: x"])).toEqual([
    `${reason}. These functions can't be invoked locally.\n  aws_lambda_function.cats\n  aws_lambda_function.dogs`,
    "aws_lambda_function.owls: x. The function can't be invoked locally.",
  ]);
});
