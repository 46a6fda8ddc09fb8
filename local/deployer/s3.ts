import { newName, type DeployedResource, type RightsOf } from "./right";

/** The settings of a bucket that have a resource type of their own, with the names of their actions. */
const SETTINGS: Readonly<Record<string, string>> = {
  aws_s3_bucket_cors_configuration: "BucketCORS",
  aws_s3_bucket_lifecycle_configuration: "LifecycleConfiguration",
  aws_s3_bucket_ownership_controls: "BucketOwnershipControls",
  aws_s3_bucket_public_access_block: "BucketPublicAccessBlock",
  aws_s3_bucket_server_side_encryption_configuration: "EncryptionConfiguration",
  aws_s3_bucket_versioning: "BucketVersioning",
};

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html */
export const s3Rights: Readonly<Record<string, RightsOf>> = {
  // The provider reads all settings of a bucket, also those that have a resource of their own.
  aws_s3_bucket: (resource) => [
    {
      actions: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetAccelerateConfiguration",
        "s3:GetBucketAcl",
        "s3:GetBucketCORS",
        "s3:GetBucketLocation",
        "s3:GetBucketLogging",
        "s3:GetBucketObjectLockConfiguration",
        "s3:GetBucketPolicy",
        "s3:GetBucketRequestPayment",
        "s3:GetBucketTagging",
        "s3:GetBucketVersioning",
        "s3:GetBucketWebsite",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:GetReplicationConfiguration",
        "s3:ListBucket",
        "s3:PutBucketTagging",
      ],
      resources: [newBucketArn(resource)],
    },
    ...(resource.block["force_destroy"] === true
      ? [
          { actions: ["s3:ListBucketVersions"], resources: [newBucketArn(resource)] },
          {
            actions: ["s3:DeleteObject", "s3:DeleteObjectVersion"],
            resources: [`${newBucketArn(resource)}/*`],
          },
        ]
      : []),
  ],
  aws_s3_bucket_notification: setting("BucketNotification"),
  aws_s3_bucket_policy: (resource) => [
    {
      actions: ["s3:DeleteBucketPolicy", "s3:GetBucketPolicy", "s3:PutBucketPolicy"],
      resources: [bucketArn(resource)],
    },
  ],
  ...Object.fromEntries(Object.entries(SETTINGS).map(([type, name]) => [type, setting(name)])),
};

function setting(name: string): RightsOf {
  return (resource) => [
    { actions: [`s3:Get${name}`, `s3:Put${name}`], resources: [bucketArn(resource)] },
  ];
}

function bucketArn({ partition, nameIn, block }: DeployedResource): string {
  return `arn:${partition}:s3:::${nameIn(block["bucket"])}`;
}

function newBucketArn(resource: DeployedResource): string {
  return `arn:${resource.partition}:s3:::${newName(resource, "bucket")}`;
}
