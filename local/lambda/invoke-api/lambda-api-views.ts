import { codeSize } from "../code/code-files";
import type { FunctionConfig } from "../config/function-config";
import type { InvocationTarget } from "../function-set";
import { MAX_UNPACKED_BYTES } from "../code/unpacked-size";

/** The default quota of an account. */
const CONCURRENT_EXECUTIONS = 1000;

/** ListFunctions, all on one page. */
export async function listFunctions(functions: readonly FunctionConfig[]): Promise<object> {
  return { Functions: await Promise.all(functions.map((fn) => configuration(fn, "$LATEST"))) };
}

/** GetFunction; the code can't be downloaded from here. */
export async function functionView({ fn, version }: InvocationTarget): Promise<object> {
  const { reservedConcurrency } = fn.config;
  return {
    Configuration: await configuration(fn.config, version),
    ...(reservedConcurrency !== undefined && {
      Concurrency: { ReservedConcurrentExecutions: reservedConcurrency },
    }),
  };
}

/** GetAccountSettings, for an account that has only these functions. */
export async function accountSettings(functions: readonly FunctionConfig[]): Promise<object> {
  const sizes = await Promise.all(functions.map(({ code }) => codeSize(code)));
  const reserved = sum(functions.map(({ reservedConcurrency }) => reservedConcurrency ?? 0));
  return {
    AccountLimit: {
      TotalCodeSize: 80_530_636_800,
      CodeSizeUnzipped: MAX_UNPACKED_BYTES,
      CodeSizeZipped: 52_428_800,
      ConcurrentExecutions: CONCURRENT_EXECUTIONS,
      UnreservedConcurrentExecutions: CONCURRENT_EXECUTIONS - reserved,
    },
    AccountUsage: { TotalCodeSize: sum(sizes), FunctionCount: functions.length },
  };
}

/**
 * AWS's response for callers that may not decrypt the variables: they may hold secrets, and nobody
 * needs them from this API.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_EnvironmentResponse.html
 */
const HIDDEN_ENVIRONMENT = {
  Error: {
    ErrorCode: "AccessDeniedException",
    Message: "The local runner doesn't show the values of environment variables.",
  },
};

async function configuration(fn: FunctionConfig, version: string): Promise<object> {
  return {
    FunctionName: fn.name,
    FunctionArn: fn.arn,
    ...(fn.image === undefined && { Runtime: fn.runtime, Handler: fn.handler }),
    CodeSize: await codeSize(fn.code),
    Timeout: fn.timeoutSeconds,
    MemorySize: fn.memoryMegabytes,
    Version: version,
    ...(Object.keys(fn.environment).length > 0 && { Environment: HIDDEN_ENVIRONMENT }),
    State: "Active",
    PackageType: fn.image === undefined ? "Zip" : "Image",
    Architectures: [fn.architecture],
    LoggingConfig: { LogFormat: fn.logging.format, LogGroup: fn.logging.logGroup },
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
