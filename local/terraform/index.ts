export { readStack, STACK_FILE, type RawResource, type RawStack } from "./read/read-stack";
export { resolveStack, type ResolveOptions } from "./resolve/resolve-stack";
export type { Attributes, ResolvedResource, ResolvedStack, Value } from "./resolved-stack";
export { StackError } from "./stack-error";
export { variableFilesOf } from "./variables/variable-file-names";
export { undeclaredWarnings } from "./variables/variable-files";
