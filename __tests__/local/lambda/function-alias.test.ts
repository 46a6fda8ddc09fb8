import { chosenVersion } from "../../../local/lambda/config/function-alias";

test.each([
  [{}, 0, "1"],
  [{ "7": 0.9 }, 0, "7"],
  [{ "7": 0.9 }, 0.89, "7"],
  [{ "7": 0.9 }, 0.9, "1"],
  [{ "7": 0 }, 0, "1"],
  [{ "7": 1 }, 0.999, "7"],
])("with the weights %j, the chance %d selects version %s", (weights, random, version) => {
  expect(chosenVersion({ version: "1", weights }, random)).toBe(version);
});

test("versions get their share of the invocations", () => {
  const alias = { version: "1", weights: { "7": 0.25 } };

  const chances = Array.from({ length: 100 }, (_, index) => index / 100);
  const versions = chances.map((random) => chosenVersion(alias, random));

  expect(versions.filter((version) => version === "7")).toHaveLength(25);
});
