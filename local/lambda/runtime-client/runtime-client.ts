import type { FunctionConfig, OwnClientFamily } from "../config/function-config";
import type { LambdaFolders } from "../code/lambda-folders";
import { findDotnetClient } from "./dotnet";
import { findJavaClient } from "./java";
import { findRubyClient } from "./ruby";

/** How this machine runs a handler by AWS's own runtime interface client for its language. */
export interface RuntimeClient {
  /** Version of the language on this machine: `17.0.15`. */
  readonly version: string;
  /** The program, for messages. */
  readonly path: string;
  readonly command: readonly [string, ...string[]];
}

export type ClientFunction = Pick<FunctionConfig, "runtime" | "handler" | "memoryMegabytes">;

const FINDERS: Readonly<
  Record<
    OwnClientFamily,
    (fn: ClientFunction, folders: LambdaFolders) => RuntimeClient | Promise<RuntimeClient>
  >
> = { dotnet: findDotnetClient, java: findJavaClient, ruby: findRubyClient };

/**
 * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#runtimes-api-client
 * @throws Error that says what to install, or what the code lacks
 */
export async function findRuntimeClient(
  family: OwnClientFamily,
  fn: ClientFunction,
  folders: LambdaFolders,
): Promise<RuntimeClient> {
  return FINDERS[family](fn, folders);
}
