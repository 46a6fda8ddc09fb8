import { credentialsOf } from "../config/function-credentials";
import type { FunctionConfig } from "../config/function-config";
import { localServiceUrls } from "../../terraform";
import { layerPackages } from "../code/node-packages";
import { inPlaceOfRuntimeFile, trustVariables, type TrustFiles } from "./trust-files";

/** The settings of a sandbox that its environment variables show. */
export interface SandboxSettings {
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
  /** URL of the runner's Lambda API. */
  readonly lambdaEndpoint: string | undefined;
  /** What clients trust the runner's certificate by; undefined: nothing is served by HTTPS. */
  readonly trust: TrustFiles | undefined;
}

/**
 * All environment variables of a sandbox. Of the developer's own, only PATH is passed on: a handler
 * must not depend on a variable, or a credential, that it won't have on AWS.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function sandboxEnvironment(
  fn: FunctionConfig,
  settings: SandboxSettings,
): Record<string, string> {
  const { version, logStream, taskRoot, opt, runtimeFolder } = settings;
  // The provider configurations of a stack may have different regions.
  const [, , , region = ""] = fn.arn.split(":");
  const { accessKey, secretKey, sessionToken = "" } = credentialsOf(fn);
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
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secretKey,
    AWS_SESSION_TOKEN: sessionToken,
    AWS_EC2_METADATA_DISABLED: "true",
    // Lambda has neither file, and the developer's profiles and endpoints must have no effect.
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
    ...languageVariables(fn, settings),
    ...(settings.trust && trustVariables(settings.trust)),
  };
  if (fn.logging.applicationLogLevel) {
    environment.AWS_LAMBDA_LOG_LEVEL = fn.logging.applicationLogLevel;
  }
  if (settings.runtimeApi) {
    environment.AWS_LAMBDA_RUNTIME_API = settings.runtimeApi;
  }
  if (settings.lambdaEndpoint) {
    environment.AWS_ENDPOINT_URL_LAMBDA = settings.lambdaEndpoint;
    // It refuses requests for other services, and logs which option gives them an endpoint.
    if (fn.environment.AWS_ACCESS_KEY_ID === undefined) {
      environment.AWS_ENDPOINT_URL = settings.lambdaEndpoint;
    }
  }
  return {
    ...environment,
    ...ownVariables(fn.environment, environment),
    ...(settings.trust && inPlaceOfRuntimeFile(fn.environment, settings.trust)),
  };
}

/** AWS SDKs send a request to the host of a queue's URL, even if they have another endpoint. */
function ownVariables(
  own: Readonly<Record<string, string>>,
  runners: Readonly<Record<string, string>>,
): Record<string, string> {
  const variables = { ...runners, ...own };
  const endpoint = (service: string) =>
    variables[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] ?? variables.AWS_ENDPOINT_URL;
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, localServiceUrls(value, endpoint)]),
  );
}

function languageVariables(
  { family, runtime }: FunctionConfig,
  { taskRoot, opt, runtimeFolder }: SandboxSettings,
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
    case "dotnet":
    case "java":
      return { AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}` };
    case "ruby": {
      const version = `${runtime.slice("ruby".length)}.0`;
      return {
        AWS_EXECUTION_ENV: `AWS_Lambda_${runtime}`,
        GEM_PATH: `${taskRoot}/vendor/bundle/ruby/${version}:${opt}/ruby/gems/${version}`,
        RUBYLIB: `${taskRoot}:${opt}/ruby/lib`,
      };
    }
    case "provided":
    case "image":
      return {};
  }
}
