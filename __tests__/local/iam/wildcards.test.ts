import { matchesArn, matchesWildcards } from "../../../local/iam/wildcards";

test.each([
  ["lambda:*", "lambda:InvokeFunction", true],
  ["*Function", "lambda:InvokeFunction", true],
  ["lambda:Invoke?unction", "lambda:InvokeFunction", true],
  ["a*b*c", "a-b-b-c", true],
  ["lambda:Get*", "lambda:InvokeFunction", false],
  ["a*b", "a-b-", false],
  ["?", "", false],
  ["a.c", "abc", false],
])("%s against %s is %s", (pattern, text, expected) => {
  expect(matchesWildcards(pattern, text)).toBe(expected);
});

test("the time for a pattern with many stars is bounded by the product of the lengths", () => {
  const pattern = `${"*a".repeat(200)}b`;

  const started = performance.now();
  const matches = matchesWildcards(pattern, "a".repeat(20_000));

  expect(matches).toBe(false);
  expect(performance.now() - started).toBeLessThan(2_000);
});

const GET_PETS = "arn:aws:execute-api:eu-west-1:123456789012:api1/dev/GET/pets/{id}";

test.each([
  ["arn:aws:execute-api:eu-west-1:123456789012:api1/*/*", true],
  ["arn:aws:execute-api:*:123456789012:api1/*/GET/pets/*", true],
  ["arn:aws:execute-api:eu-west-1:123456789012:api1/*/POST/*", false],
  ["arn:aws:execute-api:eu-west-1:123456789012:api1/*/*/*/*/*", false],
  // A star stops at a colon: the account isn't part of the region.
  ["arn:aws:execute-api:*:api1/dev/GET/pets/{id}", false],
  ["arn:aws:execute-api:*", false],
])("the ARN of a request is like %s: %s", (pattern, expected) => {
  expect(matchesArn(pattern, GET_PETS)).toBe(expected);
});
