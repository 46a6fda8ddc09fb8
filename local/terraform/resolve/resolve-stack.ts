import type { RawResource, RawStack } from "../read/raw-module";
import type { ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { Memo } from "./memo";
import { ModuleInstance } from "./module-instance";
import type { ResolveOptions } from "./stack-context";

const EXAMPLE_ACCOUNT = "123456789012";

/** Resolves the references of a stack as an apply would, each when it is read. */
export function resolveStack(raw: RawStack, options: ResolveOptions): ResolvedStack {
  const { folder, variableFiles } = raw;
  const files = new Set<string>();
  const underWay = new Set<string>();
  const accountId = options.accountId ?? EXAMPLE_ACCOUNT;
  const resources = (isWanted: (block: RawResource) => boolean): ResolvedResource[] =>
    root.resources(isWanted);
  const ofType = (type: string) => resources((block) => block.type === type);
  const root = new ModuleInstance(
    {
      folder,
      accountId,
      workspace: options.environment["TF_WORKSPACE"] ?? "default",
      options,
      variableFiles,
      underWay,
      values: new Memo<Value>(underWay),
      regions: new Memo<string>(underWay),
      dependsOn: (file) => files.add(file),
      ofType,
    },
    raw,
  );
  return {
    folder,
    files,
    accountId,
    // Resolved when it is read: it can depend on a variable without a value.
    get region() {
      return root.regionOf(undefined);
    },
    ofType,
    all: () => resources(() => true),
    blocks: () => root.blocks(),
    moduleProblems: () => root.problems(),
  };
}
