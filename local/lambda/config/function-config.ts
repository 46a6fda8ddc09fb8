import type { AsyncConfig } from "../async/async-config";
import type { FunctionAlias } from "./function-alias";

/** A function as `aws_lambda_function` and the resources around it declare it. */
export interface FunctionConfig {
  /** Terraform address, for messages: `aws_lambda_function.hello`. */
  readonly address: string;
  /** Undefined if the stack isn't CDKTF's. */
  readonly constructPath: string | undefined;
  readonly name: string;
  /** Unqualified ARN. */
  readonly arn: string;
  /** As declared: `python3.13`, `nodejs22.x`, `provided.al2023`. Empty for a container image. */
  readonly runtime: string;
  readonly family: RuntimeFamily;
  /** Empty for a container image, and for a `provided` runtime without a handler. */
  readonly handler: string;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly environment: Readonly<Record<string, string>>;
  /** Undefined: unreserved. 0: every invocation is throttled. */
  readonly reservedConcurrency: number | undefined;
  readonly async: AsyncConfig;
  /** What happens when it is invoked again and again by the requests of its own invocations. */
  readonly recursiveLoop: "Allow" | "Terminate";
  readonly architecture: string;
  readonly logging: LoggingConfig;
  /** No files for a container image, which contains them. */
  readonly code: CodeSource;
  /** Undefined for a function whose code is a zip. */
  readonly image: ContainerImage | undefined;
  /** Layers; files of later ones replace those of earlier ones. */
  readonly layers: readonly CodeSource[];
  /** By name. */
  readonly aliases: Readonly<Record<string, FunctionAlias>>;
  /** The latest published version, if the function is published. */
  readonly publishedVersion: string | undefined;
}

export type RuntimeFamily = "python" | "nodejs" | "provided" | "image" | OwnClientFamily;

/** The languages whose handlers AWS's own runtime interface clients run. */
export type OwnClientFamily = "dotnet" | "java" | "ruby";

/** `image_uri` and `image_config`. What is undefined is as the image has it. */
export interface ContainerImage {
  readonly uri: string;
  readonly entryPoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly workingDirectory: string | undefined;
}

export interface LoggingConfig {
  readonly format: "Text" | "JSON";
  readonly logGroup: string;
  /** Only with the JSON format. */
  readonly applicationLogLevel: string | undefined;
  readonly systemLogLevel: string | undefined;
}

/** The source of the files of a function or layer. Paths are absolute. */
export type CodeSource =
  | {
      readonly kind: "folder";
      readonly path: string;
      /** The folder that it is a copy of, relative to the project. */
      readonly copiedFrom: string | undefined;
      /** The file that describes how it was bundled from sources of the project. */
      readonly bundleFile: string | undefined;
      readonly excludes: readonly string[];
      /** Files that resources of the stack write into it. @default none */
      readonly written?: readonly InlineFile[];
      readonly fileMode: number | undefined;
    }
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "inline"; readonly files: readonly InlineFile[] }
  | ZipSource;

export interface ZipSource {
  readonly kind: "zip";
  readonly path: string;
  /** The zip as base64, if the configuration contains it. */
  readonly content?: string | undefined;
}

export interface InlineFile {
  readonly name: string;
  readonly content: string;
}

/** A function that the runner can't serve. */
export interface UnsupportedFunction {
  readonly address: string;
  /** Empty if it can't be resolved. */
  readonly name: string;
  readonly arn: string;
  /** A line for each problem, with the address. */
  readonly reason: string;
}
