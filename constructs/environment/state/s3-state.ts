import type { TerraformStack } from "cdktf";
import { S3Backend } from "cdktf";
import type { Kinds } from "../../core/props";
import { checkProps, required, string } from "../../core/props";
import type { StateBackend, StateOwner } from "./state-backend";

/** Props of `S3State`. */
export interface S3StateProps {
  /**
   * Name of an existing bucket: otherwise `terraform init` fails with 404. Turn on versioning, which
   * lets you restore an earlier state.
   */
  readonly bucket: string;
  /** Region of the bucket: with another one, `terraform init` fails with 301. */
  readonly region: string;
  /**
   * KMS key that encrypts the state.
   * @default the bucket's own encryption (SSE-S3)
   */
  readonly kmsKeyArn?: string;
}

const KINDS: Kinds<S3StateProps> = {
  bucket: required(string),
  region: required(string),
  kmsKeyArn: string,
};

/**
 * Encrypted state in S3 with a lock file in the bucket, which needs Terraform 1.10 or later and no
 * DynamoDB table:
 * `<app>/<environment>/<workspace>/terraform.tfstate`. The deployer needs `s3:ListBucket`,
 * `s3:GetObject` and `s3:PutObject`, and `s3:DeleteObject` for the lock file.
 * @see https://developer.hashicorp.com/terraform/language/backend/s3
 */
export class S3State implements StateBackend {
  constructor(private readonly props: S3StateProps) {}

  bind(stack: TerraformStack, { app, environment }: StateOwner): void {
    checkProps(stack, this.props, KINDS, (prop) => `state.${prop}`);
    const backend = new S3Backend(stack, {
      bucket: this.props.bucket,
      region: this.props.region,
      kmsKeyId: this.props.kmsKeyArn,
      key: "terraform.tfstate",
      workspaceKeyPrefix: `${app}/${environment}`,
      encrypt: true,
    });
    backend.addOverride("use_lockfile", true);
  }
}
