import { fn, url, role } from "./builders";
import type { RuleCase } from "./rule-case";

export const stackCases: readonly RuleCase[] = [
  {
    rule: "function-url-public",
    before: url("AWS_IAM"),
    after: url("NONE"),
    text: "Its function URL is public: anybody can call it.",
  },
  {
    rule: "function-url-removed",
    before: url("AWS_IAM"),
    after: url(),
    text: "Its function URL is removed.",
  },
  {
    rule: "function-url-authorization-added",
    before: url("NONE"),
    after: url("AWS_IAM"),
    text: "Requests to its function URL must be signed now.",
  },
  {
    rule: "function-timeout-lowered",
    before: fn({ timeout: 10 }),
    after: fn({ timeout: 5 }),
    text: "Its timeout is 5 s; it was 10 s.",
  },
  {
    rule: "function-memory-lowered",
    before: fn({ memory_size: 512 }),
    after: fn({}),
    text: "Its memory is 128 MB; it was 512 MB.",
  },
  {
    rule: "function-concurrency-lowered",
    before: fn({}),
    after: fn({ reserved_concurrent_executions: 5 }),
    text: "At most 5 invocations run at once.",
  },
  {
    rule: "environment-variable-removed",
    before: fn({ environment: { variables: { TABLE: "pets" } } }),
    after: fn({}),
    text: "The environment variable TABLE is removed.",
  },
  {
    rule: "runtime-deprecated",
    before: fn({}),
    after: fn({ runtime: "python3.8" }),
    text: "The runtime python3.8 has been deprecated since 2024-10-14.",
  },
  {
    rule: "permission-widened",
    before: role("s3:GetObject"),
    after: role("s3:PutObject"),
    text: "Allows s3:PutObject on arn:aws:s3:::b/*.",
    allowed: [role("s3:Get*"), role("s3:GetObject")],
  },
  {
    rule: "permission-wildcard",
    before: role("s3:GetObject"),
    after: role("s3:*"),
    text: "Allows s3:* on arn:aws:s3:::b/*.",
  },
];
