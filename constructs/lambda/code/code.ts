import type { LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import type { Construct } from "constructs";
import type { Architecture } from "../architecture";
import type { Runtime } from "../runtime";
import type { AssetCodeOptions } from "./asset-code";
import { AssetCode } from "./asset-code";
import { BucketCode } from "./bucket-code";
import { ImageCode } from "./image-code";
import { InlineCode } from "./inline-code";

/** What a code source may know of the function that it is the code of. */
export type FunctionFacts =
  | {
      readonly packageType: "Zip";
      readonly runtime: Runtime;
      readonly handler: string;
      readonly architecture: Architecture;
      /** Layers can hold the handler, so that it needn't be in the code. */
      readonly hasLayers: boolean;
    }
  | { readonly packageType: "Image" };

/** Where the code is, as attributes of `aws_lambda_function`. */
export type CodeConfig = Pick<
  LambdaFunctionConfig,
  "filename" | "imageUri" | "s3Bucket" | "s3Key" | "s3ObjectVersion" | "sourceCodeHash"
>;

/** A source of a function's code. */
export interface Code {
  /** Whether the code is a container image, which brings its own runtime, or an archive. */
  readonly packageType: "Zip" | "Image";
  /**
   * Makes what the code needs, in the scope of its function.
   * @throws if the code can't be that of the function, saying why
   */
  bind(scope: Construct, facts: FunctionFacts): CodeConfig;
}

/** The ways to give a function its code. */
export const Code = {
  /**
   * A folder, zipped by Terraform's archive provider without caches and editor litter. Symbolic
   * links are followed.
   * @param path of the folder; a relative one begins at the project's root
   */
  fromAsset: (path: string, options: AssetCodeOptions = {}): Code => new AssetCode(path, options),

  /**
   * The text of a single file, for Python and Node.js (CommonJS).
   * @param text plain text, up to 4 MB; `${` means just that
   */
  fromInline: (text: string): Code => new InlineCode(text),

  /**
   * A zip in S3, in the function's region. Without a version Terraform sees no change of the
   * object, so name one, or a new key for each build.
   */
  fromBucket: (bucket: string, key: string, objectVersion?: string): Code =>
    new BucketCode(bucket, key, objectVersion),

  /**
   * A container image in ECR; the function then has no runtime and no handler.
   * @param imageUri with its tag or, better, its digest: `<registry>/<repository>@sha256:…`
   */
  fromImage: (imageUri: string): Code => new ImageCode(imageUri),
};
