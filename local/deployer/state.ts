import type { Block } from "../terraform/read/block";
import type { Right } from "./right";

/**
 * The rights that Terraform needs for state in an S3 bucket: each workspace has an object, and a lock
 * next to it while a command runs.
 * @see https://developer.hashicorp.com/terraform/language/backend/s3#permissions-required
 */
export function stateRights(backend: Block, partition: string): readonly Right[] {
  const { s3 } = backend;
  if (typeof s3 !== "object" || s3 === null || Array.isArray(s3)) {
    return [];
  }
  const text = (name: string, otherwise: string) => {
    const value = s3[name];
    return typeof value === "string" ? value : otherwise;
  };
  const bucket = `arn:${partition}:s3:::${text("bucket", "*")}`;
  const object = `${bucket}/${text("workspace_key_prefix", "env:")}/*/${text("key", "*")}`;
  const lock = `${object}.tflock`;
  const key = text("kms_key_id", "");
  return [
    { actions: ["s3:ListBucket"], resources: [bucket] },
    { actions: ["s3:GetObject", "s3:PutObject"], resources: [object, lock] },
    { actions: ["s3:DeleteObject"], resources: [lock] },
    ...(key === "" ? [] : [{ actions: STATE_KEY, resources: [key] }]),
  ];
}

const STATE_KEY = ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"];
