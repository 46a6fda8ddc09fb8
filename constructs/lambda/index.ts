export type { Alias } from "./alias/alias";
export type { AliasOptions } from "./alias/alias-options";
export type { AliasAutoScaling, AutoScalingOptions } from "./alias/auto-scaling";
export { Architecture } from "./architecture";
export type { AsyncInvokeOptions } from "./async/async-invoke-config";
export {
  type AsyncDestination,
  type DestinationConfig,
  EventBridgeDestination,
  LambdaDestination,
  SnsDestination,
  SqsDestination,
} from "./async/destination";
export type { AssetCodeOptions } from "./code/asset-code";
export type { CommandCodeOptions } from "./code/command-code";
export { Code, type CodeConfig, type FunctionFacts } from "./code/code";
export type { EventSourceTarget, IEventSource } from "./event-source";
export type { ExecutionRole } from "./execution-role";
export type { FileSystemConfig } from "./file-system";
export { Function } from "./function";
export type { FunctionProps, VpcProps } from "./function-props";
export type { IFunction } from "./function-ref";
export type { FunctionUrl, UrlCaller } from "./function-url/function-url";
export {
  FunctionUrlAuthType,
  InvokeMode,
  type FunctionUrlCorsOptions,
  type FunctionUrlOptions,
} from "./function-url/function-url-options";
export * from "./grants";
export { LayerVersion, type LayerVersionOptions } from "./layer-version";
export { OutputFormat, type NodejsBundlingOptions } from "./nodejs/nodejs-bundling-options";
export { NodejsFunction, type NodejsFunctionProps } from "./nodejs/nodejs-function";
export type { LoggingProps } from "./logging";
export type { PolicyConditions, PolicyStatement } from "./policy-statement";
export { PythonFunction, type PythonFunctionProps } from "./python/python-function";
export { LambdaDeploymentConfig } from "./rollout/lambda-deployment-config";
export { LambdaDeploymentGroup } from "./rollout/lambda-deployment-group";
export type { LambdaDeploymentGroupProps, RolloutHook } from "./rollout/rollout-props";
export { Runtime } from "./runtime";
export { Tracing } from "./tracing";
export type { Version } from "./version";
