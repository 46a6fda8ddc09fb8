import type { Construct } from "constructs";
import { checkPattern } from "../../core/checks";
import { checkKind, required, string } from "../../core/props";
import type { Code, CodeConfig } from "./code";

const ECR_IMAGE =
  /^\d{12}\.dkr[.-]ecr(-fips)?\.[a-z0-9-]+(\.[a-z0-9-]+)+\/[a-z0-9._/-]+(:[\w.-]+|@sha256:[0-9a-f]{64})$/;

/** A container image in ECR. @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html */
export class ImageCode implements Code {
  readonly packageType = "Image";

  constructor(private readonly imageUri: string) {}

  bind(scope: Construct): CodeConfig {
    checkKind(scope, "imageUri", this.imageUri, required(string));
    checkPattern(scope, "imageUri", this.imageUri, {
      pattern: ECR_IMAGE,
      allowed: "an image of a private ECR repository, with its tag or digest",
      fix: "Push the image to ECR, the only registry that Lambda supports.",
    });
    return { imageUri: this.imageUri };
  }
}
