import type { TerraformStack } from "cdktf";
import { Duration } from "../../../constructs/core/duration";
import type { AccessLogProps } from "../../../constructs/api-gateway";
import { AccessLog } from "../../../constructs/api-gateway";
import { environment, only, synth } from "../lambda/support";

function accessLog(props: Partial<AccessLogProps> = {}): AccessLog {
  return new AccessLog(environment(), "AccessLog", { apiType: "HTTP", ...props });
}

function logGroup(props?: Partial<AccessLogProps>): Record<string, unknown> {
  return only(synth(accessLog(props).node.scope as TerraformStack), "aws_cloudwatch_log_group");
}

test("the log group's name spares the account's resource policy of 5,120 characters and bears the environment", () => {
  expect(logGroup().name).toBe("/aws/vendedlogs/apis/shop-dev-AccessLog");
});

test("the log is kept 14 days, or as long as asked, with a key if asked", () => {
  expect(logGroup()).toMatchObject({ retention_in_days: 14 });
  expect(logGroup({ retention: Duration.days(365), kmsKeyArn: "arn:key" })).toMatchObject({
    retention_in_days: 365,
    kms_key_id: "arn:key",
  });
  expect(() => accessLog({ retention: Duration.days(15) })).toThrow(
    /dev\/AccessLog: accessLogRetention is 15 days; allowed: 1, 3, .* days\. Choose/,
  );
});

test.each([
  ["HTTP", "routeKey"],
  ["REST", "resourcePath"],
] as const)("a request of a %s API is one line of JSON that tells its %s", (apiType, route) => {
  const { format } = accessLog({ apiType }).settings;

  expect(format).not.toContain("\n");
  expect(Object.keys(JSON.parse(format) as object)).toEqual([
    "requestId",
    "ip",
    "requestTime",
    "httpMethod",
    "path",
    "protocol",
    "status",
    "responseLength",
    "authorizerError",
    "integrationError",
    route,
  ]);
  // A template of at most 3 KB, in which Terraform must find nothing to evaluate.
  expect(format.length).toBeLessThan(3000);
  expect(format).not.toMatch(/[$%]\{/);
});
