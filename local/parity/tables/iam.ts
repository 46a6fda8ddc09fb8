import type { AttributeTable } from "../treatment";
import { block, noEffect, served } from "../treatment";

const aws_iam_role: AttributeTable = {
  ...served("assume_role_policy", "managed_policy_arns", "name", "name_prefix", "path"),
  ...served("permissions_boundary"),
  inline_policy: block(served("name", "policy")),
  ...noEffect("description", "force_detach_policies", "id", "max_session_duration", "tags"),
  ...noEffect("tags_all"),
};

const aws_iam_policy: AttributeTable = {
  ...served("name", "name_prefix", "path", "policy"),
  ...noEffect("description", "id", "tags", "tags_all"),
};

const aws_iam_role_policy: AttributeTable = {
  ...served("name", "policy", "role"),
  ...noEffect("id", "name_prefix"),
};

const aws_iam_role_policies_exclusive: AttributeTable = served("policy_names", "role_name");

const aws_iam_role_policy_attachment: AttributeTable = {
  ...served("policy_arn", "role"),
  ...noEffect("id"),
};

const aws_iam_role_policy_attachments_exclusive: AttributeTable = served(
  "policy_arns",
  "role_name",
);

const aws_iam_policy_attachment: AttributeTable = {
  ...served("policy_arn", "roles"),
  // Users and groups make no calls locally.
  ...noEffect("groups", "id", "name", "users"),
};

/** @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document */
const policyDocument: AttributeTable = {
  ...served("policy_id", "version"),
  // Reading the JSON of a document that is merged from others is refused.
  ...served("override_json", "override_policy_documents", "source_json"),
  ...served("source_policy_documents"),
  statement: block(
    served("actions", "effect", "not_actions", "not_resources", "resources", "sid"),
    {
      condition: block(served("test", "values", "variable")),
      not_principals: block(served("identifiers", "type")),
      principals: block(served("identifiers", "type")),
    },
  ),
  ...noEffect("id"),
};

export const iam = {
  aws_iam_policy,
  aws_iam_policy_attachment,
  aws_iam_role,
  aws_iam_role_policies_exclusive,
  aws_iam_role_policy,
  aws_iam_role_policy_attachment,
  aws_iam_role_policy_attachments_exclusive,
  "data.aws_iam_policy_document": policyDocument,
};
