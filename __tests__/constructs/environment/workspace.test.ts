import { selectEnvironments } from "../../../constructs/environment";

const known = ["dev", "prod"] as const;

test("the workspace selects only its environment", () => {
  expect(selectEnvironments(known, "prod")).toEqual(["prod"]);
});

test.each([undefined, ""])("every environment is synthesised when TF_WORKSPACE is %p", (none) => {
  expect(selectEnvironments(known, none)).toEqual(["dev", "prod"]);
});

test("an unknown workspace is refused, with the known ones and the command to run", () => {
  expect(() => selectEnvironments(known, "staging")).toThrow(
    'TF_WORKSPACE is "staging", which is not an environment of this app; allowed: dev, prod. ' +
      "Run for example: TF_WORKSPACE=dev npx cdktf diff",
  );
});
