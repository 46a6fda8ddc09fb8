import type { Construct } from "constructs";
import { checkKind, required, string } from "../../core/props";
import type { Code, CodeConfig } from "./code";

/** A zip in S3. */
export class BucketCode implements Code {
  readonly packageType = "Zip";

  constructor(
    private readonly bucket: string,
    private readonly key: string,
    private readonly objectVersion: string | undefined,
  ) {}

  bind(scope: Construct): CodeConfig {
    checkKind(scope, "bucket of the code", this.bucket, required(string));
    checkKind(scope, "key of the code", this.key, required(string));
    checkKind(scope, "objectVersion of the code", this.objectVersion, string);
    return { s3Bucket: this.bucket, s3Key: this.key, s3ObjectVersion: this.objectVersion };
  }
}
