import type { AttributeTable } from "../treatment";
import { block, noEffect, served, warned } from "../treatment";

/** @see https://registry.terraform.io/providers/hashicorp/archive/2.7.1/docs/data-sources/file */
const archiveFile: AttributeTable = {
  ...served("excludes", "output_file_mode", "output_path", "source_content"),
  ...served("source_content_filename", "source_dir", "source_file"),
  source: block(served("content", "filename")),
  exclude_symlink_directories: warned(
    "exclude_symlink_directories has no effect locally: linked folders are included",
  ),
  ...noEffect("type"),
};

const ONLY_S3_OBJECT = ["checksum_algorithm", "override_provider"];

/** The zip of a function may be uploaded to one. */
const aws_s3_object: AttributeTable = {
  ...served("bucket", "content", "content_base64", "key", "source"),
  ...noEffect("acl", "bucket_key_enabled", "cache_control", "checksum_algorithm"),
  ...noEffect("content_disposition", "content_encoding", "content_language"),
  ...noEffect("content_type", "etag", "force_destroy", "id", "kms_key_id", "metadata"),
  ...noEffect("object_lock_legal_hold_status", "object_lock_mode", "object_lock_retain_until_date"),
  ...noEffect("override_provider", "server_side_encryption", "source_hash", "storage_class"),
  ...noEffect("tags", "tags_all", "website_redirect"),
};

/** The earlier name of aws_s3_object. */
const aws_s3_bucket_object: AttributeTable = Object.fromEntries(
  Object.entries(aws_s3_object).filter(([name]) => !ONLY_S3_OBJECT.includes(name)),
);

export const code = {
  "data.archive_file": archiveFile,
  aws_s3_bucket_object,
  aws_s3_object,
};
