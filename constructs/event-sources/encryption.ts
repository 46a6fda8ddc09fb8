import type { IConstruct } from "constructs";
import { accountId, partition, region } from "../core/aws-facts";
import { resolved } from "../core/resolved";
import { warn } from "../core/warning";
import type { PolicyStatement } from "../lambda";

/** A reference to an attribute that is the ARN of a key. */
const ARN_REFERENCE = /^\$\{(data\.)?aws_kms_((?!alias\.)[^}]+\.arn|[^}]+\.target_key_arn)\}$/;
/** A key's ID, which is a UUID or begins with mrk-, or a reference to it. */
const ID =
  /^([0-9a-f-]{36}|mrk-[0-9a-f]{32}|\$\{(data\.)?aws_kms_[^}]+\.(id|key_id|target_key_id)\})$/;
/** The name or the ARN of an alias, or a reference to its name. */
const ALIAS = /^((arn:.*:)?alias\/.+|\$\{(data\.)?aws_kms_alias\.[^}]+\.(id|name)\})$/;

/** What sending to an encrypted queue or topic needs. */
export const SEND_WITH_KEY = ["kms:Decrypt", "kms:GenerateDataKey"];
/** What reading an encrypted queue or stream needs. */
export const READ_WITH_KEY = ["kms:Decrypt"];

/**
 * What a function's role must allow for a queue, a stream, a table or a topic that is encrypted with a
 * KMS key of yours. AWS lets the whole account use a service's own key.
 * @param source - what is encrypted, for the warning
 * @param key - ID, ARN or alias of the key; undefined if there is none
 */
export function keyStatements(
  source: IConstruct,
  key: string | undefined,
  actions: readonly string[],
): PolicyStatement[] {
  const text = String(resolved(source, key ?? ""));
  if (key === undefined || /(^|:)alias\/aws\//.test(text)) {
    return [];
  }
  if (ALIAS.test(text)) {
    return [ofAlias(source, key, actions)];
  }
  if (ID.test(text)) {
    return [{ actions, resources: [keyArn(source, key)] }];
  }
  if (!/^arn:.*:key\//.test(text) && !ARN_REFERENCE.test(text)) {
    warn(
      source,
      `the role of a function that uses it needs ${actions.join(" and ")} on the KMS key ${text}, whose ARN isn't known here. Use the key's ARN, or allow it with lambda.grants.kms().`,
    );
    return [];
  }
  return [{ actions, resources: [key] }];
}

/**
 * IAM knows an alias by a condition only.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/alias-authorization.html
 */
function ofAlias(source: IConstruct, alias: string, actions: readonly string[]): PolicyStatement {
  const name = alias.replace(/^arn:.*:alias\//, "alias/");
  return {
    actions,
    resources: [keyArn(source, "*")],
    conditions: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": name } },
  };
}

function keyArn(scope: IConstruct, id: string): string {
  return `arn:${partition(scope)}:kms:${region(scope)}:${accountId(scope)}:key/${id}`;
}
