import type { IGrantable, IResourceArn } from "./grantee";
import type { Kinds } from "../../core/props";
import { checkProps, string } from "../../core/props";
import { resourceKind } from "../../core/resource-kind";
import { checkGrant, grant } from "./grantee";

/** Options of `grants.s3`. */
export interface BucketGrantOptions {
  /**
   * What the keys of the objects begin with, e.g. `uploads/`.
   * @default "", all objects
   */
  readonly prefix?: string;
}

const KINDS: Kinds<BucketGrantOptions> = { prefix: string };
const BUCKET = resourceKind("bucket", "arn");

const WRITES = ["s3:AbortMultipartUpload", "s3:PutObject"];

/**
 * Rights to the objects of a bucket whose keys begin with a prefix.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export class BucketGrants {
  constructor(
    private readonly bucket: IResourceArn,
    private readonly options: BucketGrantOptions,
  ) {}

  /** To read and list. Without the right to list, S3 returns 403 for a missing object, not 404. */
  read(grantee: IGrantable): void {
    this.grantObjects(grantee, ["s3:GetObject"]);
    this.grantList(grantee);
  }

  /** To create and replace. */
  write(grantee: IGrantable): void {
    this.grantObjects(grantee, WRITES);
  }

  delete(grantee: IGrantable): void {
    this.grantObjects(grantee, ["s3:DeleteObject"]);
  }

  /** To read, list, create, replace and delete. */
  readWrite(grantee: IGrantable): void {
    this.grantObjects(grantee, ["s3:DeleteObject", "s3:GetObject", ...WRITES]);
    this.grantList(grantee);
  }

  private grantObjects(grantee: IGrantable, actions: readonly string[]): void {
    checkGrant(grantee, this.bucket, BUCKET);
    checkProps(grantee, this.options, KINDS, (option) => `${option} of grants.s3`);
    const { prefix = "" } = this.options;
    grant(grantee, actions, [`${this.bucket.arn}/${prefix}*`]);
  }

  private grantList(grantee: IGrantable): void {
    const { prefix = "" } = this.options;
    const conditions = prefix === "" ? undefined : { StringLike: { "s3:prefix": `${prefix}*` } };
    grantee.addToRolePolicy({
      actions: ["s3:ListBucket"],
      resources: [this.bucket.arn],
      conditions,
    });
  }
}
