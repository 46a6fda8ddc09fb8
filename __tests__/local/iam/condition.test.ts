import { meets } from "../../../local/iam/condition";

const context = new Map<string, readonly string[]>([
  ["aws:sourceip", ["203.0.113.7"]],
  ["ipv6", ["2001:db8::7"]],
  ["n", ["5"]],
  ["aws:currenttime", ["2026-01-31T12:00:00Z"]],
  ["aws:epochtime", ["1769860800"]],
  ["absent", []],
]);

test.each<[operator: string, key: string, values: string[], isMet: boolean | undefined]>([
  ["IpAddress", "aws:SourceIp", ["203.0.113.0/24"], true],
  ["IpAddress", "aws:SourceIp", ["198.51.100.0/24", "203.0.113.7"], true],
  ["IpAddress", "aws:SourceIp", ["203.0.113.8/32"], false],
  ["IpAddress", "aws:SourceIp", ["2001:db8::/32"], false],
  ["IpAddress", "aws:SourceIp", ["203.0.113.0/33"], undefined],
  ["IpAddress", "aws:SourceIp", ["everywhere"], undefined],
  ["IpAddress", "ipv6", ["2001:db8::/32"], true],
  ["IpAddress", "ipv6", ["2001:db9::/32"], false],
  ["NotIpAddress", "aws:SourceIp", ["203.0.113.0/24"], false],
  ["NotIpAddress", "aws:SourceIp", ["198.51.100.0/24"], true],
  ["NotIpAddress", "aws:SourceIp", ["203.0.113"], undefined],
  ["NotIpAddress", "absent", ["198.51.100.0/24"], true],
  ["NumericEquals", "n", ["5.0"], true],
  ["NumericNotEquals", "n", ["5"], false],
  ["NumericLessThan", "n", ["5"], false],
  ["NumericLessThanEquals", "n", ["5"], true],
  ["NumericGreaterThan", "n", ["4"], true],
  ["NumericGreaterThanEquals", "n", ["6"], false],
  ["NumericEquals", "n", ["five"], undefined],
  ["DateLessThan", "aws:CurrentTime", ["2026-02-01T00:00:00Z"], true],
  ["DateGreaterThan", "aws:CurrentTime", ["2026-02-01T00:00:00Z"], false],
  ["DateEquals", "aws:EpochTime", ["2026-01-31T12:00:00Z"], true],
  ["DateGreaterThan", "aws:CurrentTime", ["soon"], undefined],
  ["ForAllValues:NumericEquals", "absent", ["1"], true],
  ["ForAnyValue:IpAddress", "aws:SourceIp", ["203.0.113.0/24"], true],
  ["constructor", "n", ["5"], undefined],
])("%s %s %j is %j", (operator, key, values, isMet) => {
  expect(meets({ operator, key, values }, context)).toBe(isMet);
});
