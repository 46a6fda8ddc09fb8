import { found, type ResourceKind } from "../resource-kind";

/** The region whose buckets have no location constraint. */
const DEFAULT_REGION = "us-east-1";

/** @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html */
export const bucket: ResourceKind = {
  type: "aws_s3_bucket",
  label: "bucket",
  nameOf: (resource) => resource.string("bucket") ?? "",
  exists: (name, { client, region }) =>
    found(client.s3(region, { method: "HEAD", path: `/${name}` }), 404),
  create: (resource, { client, region }) =>
    client.s3(region, {
      method: "PUT",
      path: `/${resource.string("bucket")}`,
      body:
        region === DEFAULT_REGION
          ? ""
          : `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`,
    }),
};
