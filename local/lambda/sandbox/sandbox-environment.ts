import type { FunctionConfig } from "../config/function-config";
import { layerPackages } from "../code/node-packages";

/** What the environment of a sandbox is made of, besides its function. */
export interface SandboxSurroundings {
  readonly version: string;
  readonly logStream: string;
  /** Folder of the function's code: what `/var/task` is on AWS. */
  readonly taskRoot: string;
  /** Folder of the merged layers: what `/opt` is on AWS. */
  readonly opt: string;
  /** Folder of the runtime: what `/var/runtime` is on AWS. */
  readonly runtimeFolder: string;
  /** Host and port of the Runtime API; undefined for our own clients, which use a pipe. */
  readonly runtimeApi: string | undefined;
  /** Where the Lambda API of the runner answers. */
  readonly lambdaEndpoint: string | undefined;
  /** From `--env-file`: wins over everything else. */
  readonly overrides: Readonly<Record<string, string>>;
}

/**
 * The whole environment of a sandbox. Nothing of the developer's own gets in but PATH, so that no
 * handler works here for a variable, or a credential, that AWS doesn't give it.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function sandboxEnvironment(
  fn: FunctionConfig,
  surroundings: SandboxSurroundings,
): Record<string, string> {
  const { version, logStream, taskRoot, opt, runtimeFolder } = surroundings;
  // Each provider configuration of a stack may have a region of its own.
  const [, , , region = ""] = fn.arn.split(":");
  const environment: Record<string, string> = {
    PATH: `${opt}/bin:${process.env.PATH ?? ""}`,
    LANG: "en_US.UTF-8",
    TZ: ":UTC",
    PWD: taskRoot,
    SHLVL: "0",
    LD_LIBRARY_PATH: `${taskRoot}:${taskRoot}/lib:${opt}/lib`,
    LAMBDA_TASK_ROOT: taskRoot,
    LAMBDA_RUNTIME_DIR: runtimeFolder,
    _HANDLER: fn.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    // Never the developer's: a local handler must not reach an account by accident.
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_SESSION_TOKEN: "local",
    AWS_EC2_METADATA_DISABLED: "true",
    // Lambda has neither file: no profile, region or endpoint of the developer's is found there.
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_LAMBDA_FUNCTION_NAME: fn.name,
    AWS_LAMBDA_FUNCTION_VERSION: version,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_LAMBDA_LOG_GROUP_NAME: fn.logging.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: logStream,
    AWS_LAMBDA_LOG_FORMAT: fn.logging.format,
    AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR",
    AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1:2000",
    _AWS_XRAY_DAEMON_ADDRESS: "127.0.0.1",
    _AWS_XRAY_DAEMON_PORT: "2000",
    ...languageVariables(fn, surroundings),
  };
  if (fn.logging.applicationLogLevel) {
    environment.AWS_LAMBDA_LOG_LEVEL = fn.logging.applicationLogLevel;
  }
  if (surroundings.runtimeApi) {
    environment.AWS_LAMBDA_RUNTIME_API = surroundings.runtimeApi;
  }
  if (surroundings.lambdaEndpoint) {
    environment.AWS_ENDPOINT_URL_LAMBDA = surroundings.lambdaEndpoint;
  }
  return { ...environment, ...fn.environment, ...surroundings.overrides };
}

function languageVariables(
  { family, runtime }: FunctionConfig,
  { taskRoot, opt, runtimeFolder }: SandboxSurroundings,
): Record<string, string> {
  switch (family) {
    case "python":
      return {
        AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
        LC_CTYPE: "C.UTF-8",
        PYTHONPATH: runtimeFolder,
      };
    case "nodejs": {
      const folders = [
        ...layerPackages(runtime, opt),
        `${runtimeFolder}/node_modules`,
        runtimeFolder,
        taskRoot,
      ];
      return { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`, NODE_PATH: folders.join(":") };
    }
    case "provided":
      return {};
  }
}
