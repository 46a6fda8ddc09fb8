import type { Code, CodeConfig } from "./code";

/** A zip in S3. */
export class BucketCode implements Code {
  readonly packageType = "Zip";

  constructor(
    private readonly bucket: string,
    private readonly key: string,
    private readonly objectVersion: string | undefined,
  ) {}

  bind(): CodeConfig {
    return { s3Bucket: this.bucket, s3Key: this.key, s3ObjectVersion: this.objectVersion };
  }
}
