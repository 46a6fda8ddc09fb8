/*
 * Lambda on this machine. The words for its parts:
 *
 * - An execution environment is AWS's: it runs a handler, one invocation at a time.
 * - A sandbox is its local counterpart: a process group with a runtime client (sandbox/).
 * - A FunctionConfig is a function as the stack declares it (config/).
 * - A PreparedFunction also has its code and layers in folders, and its interpreter (code/).
 * - A ServedFunction also takes invocations: it has a pool of sandboxes for each version.
 * - A FunctionSet has all served functions of a stack, as the stack was at one reading.
 * - A stub is a function of the runner's process that runs in place of a function's code (stub/).
 * - Asynchronous invocations are retried, and their records sent to destinations (async/).
 * - LocalLambda serves one function set at a time, to the gateways and by the Lambda API
 *   (invoke-api/).
 */
export type { AsyncRecord } from "./async/async-records";
export { type FunctionSet } from "./function-set";
export type { CodeBundle, CodeCopy, ServedCode } from "./code/served-code";
export { LocalLambda, type UnderWay } from "./local-lambda";
export type { LocalLambdaOptions } from "./local-lambda-options";
export type { InvocableSchedule } from "./invoke-api/named-views";
export {
  LambdaServiceError,
  type InvocationResult,
  type InvokeOptions,
  type LambdaService,
} from "./lambda-service";
export type { FunctionOverride, FunctionStub, StubContext } from "./stub/function-override";
