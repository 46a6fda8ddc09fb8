import { accessLine } from "../../../../../local/gateway/common/access-log/access-line";

const VALUES: Readonly<Record<string, string | number | boolean | null>> = {
  requestId: "r1",
  status: 200,
  isCanaryRequest: false,
  empty: "",
  nothing: null,
  "authorizer.claims.cognito:username": "ana",
  "authorizer.principalId": "p",
  "requestOverride.header.X-Id": "7",
  "identity.userAgent": 'a "b"\r\n\u0085c',
};

test.each([
  ["$context.requestId $context.status", "r1 200"],
  ["$context.requestId-$context.status.", "r1-200."],
  ["[$context.isCanaryRequest]", "[false]"],
  ["$context.unknown|$context.empty|$context.nothing", "-|-|-"],
  ["$context.constructor $context.", "- $context."],
  ["$context.authorizer.claims.cognito:username:$context.status", "ana:200"],
  ["$context.authorizer.principalId-$context.status", "p-200"],
  ["$context.requestOverride.header.X-Id", "7"],
  ["$status $context", "$status $context"],
])("%j becomes %j", (format, line) => {
  expect(
    accessLine(format, (name) => (Object.hasOwn(VALUES, name) ? VALUES[name] : undefined)),
  ).toBe(line);
});

test("a value with line breaks stays on its line", () => {
  const line = accessLine("$context.identity.userAgent", (name) => VALUES[name]);

  expect(line).toBe('a "b"\\r\\n\u0085c');
});
