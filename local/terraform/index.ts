export { emptyStack, type RawModule, type RawResource, type RawStack } from "./read/raw-module";
export { readStack, STACK_FILE } from "./read/read-stack";
export { resolveStack } from "./resolve/resolve-stack";
export type { ResolveOptions } from "./resolve/stack-context";
export type { Attributes, ResolvedResource, ResolvedStack, Value } from "./resolved-stack";
export { StackError } from "./stack-error";
export { variableFilesOf } from "./variables/variable-file-names";
export type { VariableArgument } from "./variables/variable-arguments";
export { undeclaredWarnings } from "./variables/variable-files";
