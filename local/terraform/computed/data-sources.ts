import type { Computed } from "./compute";
import { policyDocument } from "./policy-document";

export const dataSources: Computed = {
  "data.aws_caller_identity": {
    account_id: (_, context) => context.accountId,
    id: (_, context) => context.accountId,
    user_id: (_, context) => context.accountId,
    arn: (_, context) => `arn:aws:iam::${context.accountId}:root`,
  },
  "data.aws_region": {
    id: (_, context) => context.region,
    name: (_, context) => context.region,
    region: (_, context) => context.region,
    endpoint: (_, context) => `ec2.${context.region}.amazonaws.com`,
  },
  "data.aws_partition": {
    id: () => "aws",
    partition: () => "aws",
    dns_suffix: () => "amazonaws.com",
    reverse_dns_prefix: () => "com.amazonaws",
  },
  "data.aws_iam_policy_document": {
    json: (document) => policyDocument(document, 2),
    minified_json: (document) => policyDocument(document),
  },
};
