import type { LambdaFunctionConfig } from "@cdktf/provider-aws/lib/lambda-function";
import type { Construct } from "constructs";
import type { Architecture } from "../architecture";
import type { Runtime } from "../runtime";
import type { AssetCodeOptions } from "./asset-code";
import { AssetCode } from "./asset-code";
import { BucketCode } from "./bucket-code";
import type { CommandCodeOptions } from "./command-code";
import { CommandCode } from "./command-code";
import { ImageCode } from "./image-code";
import { InlineCode } from "./inline-code";

/** What a code source may know about its function. */
export type FunctionFacts =
  | {
      readonly packageType: "Zip";
      readonly runtime: Runtime;
      readonly handler: string;
      readonly architecture: Architecture;
      /** With layers the handler may be missing from the code, because a layer may contain it. */
      readonly hasLayers: boolean;
    }
  | { readonly packageType: "Image" };

/** The location of the code, as attributes of `aws_lambda_function`. */
export type CodeConfig = Pick<
  LambdaFunctionConfig,
  "filename" | "imageUri" | "s3Bucket" | "s3Key" | "s3ObjectVersion" | "sourceCodeHash"
>;

/** A source of a function's code. */
export interface Code {
  /** Whether the code is a zip or a container image, which contains its own runtime. */
  readonly packageType: "Zip" | "Image";
  /**
   * Creates what the code needs in the scope of its function.
   * @throws if the code doesn't fit the function
   */
  bind(scope: Construct, facts: FunctionFacts): CodeConfig;
}

/** The sources of a function's code. */
export const Code = {
  /**
   * A folder, which Terraform's archive provider zips without caches and editor files. Symbolic links
   * are followed.
   * @param path - the folder; a relative path starts at the project's root
   */
  fromAsset: (path: string, options: AssetCodeOptions = {}): Code => new AssetCode(path, options),

  /**
   * The text of a single file, for Python and Node.js (CommonJS).
   * @param text - plain text of up to 4 MB, in which `${` has no special meaning
   */
  fromInline: (text: string): Code => new InlineCode(text),

  /**
   * What a command builds when the stack is synthesised to disk, e.g. from Go, Rust or Java. It is run
   * once per content of its inputs; the build folder keeps the result.
   */
  fromCommand: (options: CommandCodeOptions): Code => new CommandCode(options),

  /**
   * A zip in S3, in the function's region. Terraform doesn't notice when the object changes, so give
   * its version, or use a new key for each build.
   */
  fromBucket: (bucket: string, key: string, objectVersion?: string): Code =>
    new BucketCode(bucket, key, objectVersion),

  /**
   * A container image in ECR. Leave out the function's runtime and handler.
   * @param imageUri - with a tag or, better, a digest: `<registry>/<repository>@sha256:…`
   */
  fromImage: (imageUri: string): Code => new ImageCode(imageUri),
};
