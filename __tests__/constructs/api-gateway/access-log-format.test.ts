import { AccessLog, AccessLogFormat } from "../../../constructs/api-gateway";
import { environment } from "../lambda/support";
import { warningsOf } from "../warnings-of";

function logOf(format: AccessLogFormat, apiType: "HTTP" | "REST" = "HTTP"): AccessLog {
  return new AccessLog(environment(), "AccessLog", { apiType, format });
}

test.each([
  [
    "clf",
    "HTTP",
    AccessLogFormat.clf(),
    '$context.identity.sourceIp - $context.identity.user [$context.requestTime] "$context.httpMethod $context.path $context.protocol" $context.status $context.responseLength $context.requestId',
  ],
  [
    "csv",
    "HTTP",
    AccessLogFormat.csv(),
    "$context.identity.sourceIp,$context.identity.user,$context.requestTime,$context.httpMethod,$context.routeKey,$context.protocol,$context.status,$context.responseLength,$context.requestId",
  ],
  [
    "xml",
    "REST",
    AccessLogFormat.xml(),
    '<request id="$context.requestId"><ip>$context.identity.sourceIp</ip><user>$context.identity.user</user><requestTime>$context.requestTime</requestTime><httpMethod>$context.httpMethod</httpMethod><resourcePath>$context.resourcePath</resourcePath><protocol>$context.protocol</protocol><status>$context.status</status><responseLength>$context.responseLength</responseLength></request>',
  ],
] as const)("%s() of a %s API has variables that its requests have", (_, apiType, format, text) => {
  const log = logOf(format, apiType);

  expect(log.settings.format).toBe(text);
  expect(warningsOf(log)).toEqual([]);
});

test("json() takes further fields, and other values for the standard ones", () => {
  const { format } = logOf(
    AccessLogFormat.json({ ip: "hidden", tenant: "$context.authorizer.claims.custom:tenant" }),
  ).settings;

  expect(JSON.parse(format)).toMatchObject({
    requestId: "$context.requestId",
    ip: "hidden",
    routeKey: "$context.routeKey",
    tenant: "$context.authorizer.claims.custom:tenant",
  });
});

test("Terraform evaluates nothing in a format", () => {
  const { format } = logOf(AccessLogFormat.custom("$context.requestId ${x} %{y}")).settings;

  expect(format).toBe("$context.requestId $${x} %%{y}");
});

test.each([
  ["$context.status", "a text with $context.requestId or $context.extendedRequestId. Add"],
  ["$context.requestIdentity", "a text with $context.requestId"],
  ["$context.requestId\n$context.status", "one line. Remove the line breaks."],
  [`$context.requestId${"ä".repeat(1600)}`, "up to 3072 bytes. Log fewer variables."],
])("%j is refused", (format, message) => {
  expect(() => logOf(AccessLogFormat.custom(format))).toThrow(
    `dev/AccessLog: accessLogFormat is ${JSON.stringify(format)}; allowed: ${message}`,
  );
});

test.each([
  ["HTTP", "resourcePath", "Check its name."],
  ["REST", "routeKey", "Check its name."],
  ["REST", "reponseLength", "Did you mean $context.responseLength?"],
  ["HTTP", "integration.eror", "Did you mean $context.integration.error?"],
] as const)("a variable that %s APIs don't have, %s, causes a warning", (apiType, name, advice) => {
  const log = logOf(AccessLogFormat.custom(`$context.requestId $context.${name}`), apiType);

  expect(warningsOf(log)).toEqual([
    `dev/AccessLog: accessLogFormat has $context.${name}, which requests of ${apiType} APIs don't have, as far as is known: it would always be "-". ${advice}`,
  ]);
});

test("variables that an authorizer or a template names cause no warning", () => {
  const format = AccessLogFormat.custom(
    "$context.requestId $context.authorizer.team $context.requestOverride.header.X-Id",
  );

  expect(warningsOf(logOf(format, "REST"))).toEqual([]);
});
