import { lambda } from "../../../constructs";
import { environment, INLINE } from "./support";

test("a functionName that another function of the stack has is refused", () => {
  const stack = environment();
  new lambda.Function(stack, "First", { ...INLINE, functionName: "same" });

  expect(() => new lambda.Function(stack, "Second", { ...INLINE, functionName: "same" })).toThrow(
    'dev/Second: functionName is "same"; allowed: a unique name, and dev/First already has this one',
  );
});

test("a functionName that is the derived name of another function is refused", () => {
  const stack = environment();
  new lambda.Function(stack, "First", INLINE);

  expect(
    () => new lambda.Function(stack, "Second", { ...INLINE, functionName: "shop-dev-First" }),
  ).toThrow("dev/First already has this one");
});

test("functions of two stacks, which may be in two accounts, may have one name", () => {
  const named = { ...INLINE, functionName: "same" };
  new lambda.Function(environment("dev"), "Hello", named);

  expect(() => new lambda.Function(environment("prod"), "Hello", named)).not.toThrow();
});
