/*
 * Lambda on this machine. AWS runs a function in execution environments; the words for what stands
 * for them here:
 *
 * - A sandbox is the local counterpart of an execution environment: a process group that runs the
 *   handler, with one invocation at a time (sandbox/).
 * - A FunctionConfig is a function as the stack declares it (config/).
 * - A PreparedFunction also has its code and layers in folders, and its interpreter (code/).
 * - A ServedFunction also takes invocations: it has a pool of sandboxes for each version.
 * - A FunctionSet has all served functions of a stack, as the stack was at one reading.
 * - LocalLambda serves one function set at a time, to the gateways and by the Lambda API
 *   (invoke-api/).
 */
export { type FunctionSet } from "./function-set";
export { LocalLambda, type LocalLambdaOptions } from "./local-lambda";
export {
  LambdaServiceError,
  type InvocationResult,
  type InvokeOptions,
  type LambdaService,
} from "./lambda-service";
