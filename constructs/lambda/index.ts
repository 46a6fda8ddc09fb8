export { Architecture } from "./architecture";
export { Code, type CodeConfig, type FunctionFacts } from "./code/code";
export { ExecutionRole } from "./execution-role";
export { Function } from "./function";
export type { FunctionProps, VpcProps } from "./function-props";
export type { IFunction } from "./function-ref";
export type { PolicyStatement } from "./policy";
export { Runtime } from "./runtime";
export { Tracing } from "./tracing";
