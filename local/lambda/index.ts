export { type FunctionSet } from "./function-set";
export { LocalLambda, type LocalLambdaOptions } from "./local-lambda";
export {
  LambdaServiceError,
  type InvocationResult,
  type InvokeOptions,
  type LambdaService,
} from "./lambda-service";
