import { TerraformVariable } from "cdktf";
import { Duration, HttpApi, HttpUrlIntegration, lambda, RestApi } from "../../../constructs";
import { environment, hello, INLINE, only, synth, synthHello } from "../lambda/support";

/** A value that only JavaScript, or a value from outside, can give in a duration's place. */
const untyped = (value: unknown) => value as Duration;

test.each([
  [10, "Duration.seconds(10)"],
  [29_000, "Duration.seconds(29)"],
  [0, "it like Duration.seconds(10)"],
  ["10", "it like Duration.seconds(10)"],
])("a function's timeout of plain %j is refused with its spelling", (timeout, spelling) => {
  expect(() => hello({ timeout: untyped(timeout) })).toThrow(
    `dev/Hello: timeout is ${JSON.stringify(timeout)}; allowed: a Duration. Write ${spelling}.`,
  );
});

test.each([
  [29_000, "Duration.seconds(29)"],
  [900, "Duration.millis(900)"],
  [10, "Duration.seconds(10)"],
])("an integration's timeout of plain %s is refused with its spelling", (timeout, spelling) => {
  const api = new HttpApi(environment(), "Api");
  const integration = new HttpUrlIntegration("https://example.com", { timeout: untyped(timeout) });
  expect(() => api.addRoute("$default", integration)).toThrow(
    `timeout of the integration is ${timeout}; allowed: a Duration. Write ${spelling}.`,
  );
});

test("a plain number of days is refused as a retention and as a maximum age", () => {
  const days = untyped(14);
  expect(() => new RestApi(environment(), "A", { stageName: "v0", logRetention: days })).toThrow(
    "logRetention is 14; allowed: a Duration. Write Duration.days(14).",
  );
  const corsPreflight = { allowOrigins: ["*"], maxAge: untyped(600) };
  expect(() => new HttpApi(environment(), "B", { corsPreflight })).toThrow(
    "corsPreflight.maxAge is 600; allowed: a Duration. Write Duration.seconds(600).",
  );
});

test.each([
  ["milliseconds", Duration.millis(60_000)],
  ["seconds", Duration.seconds(60)],
  ["minutes", Duration.minutes(1)],
  ["hours", Duration.hours(1 / 60)],
  ["days", Duration.days(1 / 1440)],
])("a minute is a minute in %s", (_, timeout) => {
  expect(only(synthHello({ timeout }), "aws_lambda_function")).toMatchObject({ timeout: 60 });
});

test("a fraction is refused where AWS takes whole seconds", () => {
  expect(() => hello({ timeout: Duration.millis(1500) })).toThrow(
    "timeout is 1500 milliseconds; allowed: whole seconds, from 1 to 900. Set timeout within",
  );
});

test("a number that floating-point arithmetic misses by little is not a fraction", () => {
  expect(Duration.seconds(1.001).in("milliseconds")).toBe(1001);
});

test("a variable is passed on in the unit in which AWS takes it, and refused in another", () => {
  const stack = environment();
  const variable = new TerraformVariable(stack, "wait", { type: "number" }).numberValue;
  const make = (id: string, timeout: Duration) =>
    new lambda.Function(stack, id, { ...INLINE, timeout });
  make("Hello", Duration.seconds(variable));
  expect(only(synth(stack), "aws_lambda_function").timeout).toBe("${var.wait}");
  expect(() => make("Other", Duration.minutes(variable))).toThrow(
    "timeout is a number of minutes known only at apply; allowed: a Duration known at synth, or a number of seconds.",
  );
  expect(() => make("Plain", untyped(variable))).toThrow(
    'timeout is "known only at apply"; allowed: a Duration. Write it like Duration.seconds(10).',
  );
});
