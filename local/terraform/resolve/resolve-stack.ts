import type { RawResource, RawStack } from "../read/raw-module";
import type { ResolvedResource, ResolvedStack, Value } from "../resolved-stack";
import { Fakes } from "./fakes";
import { Memo } from "./memo";
import { ModuleInstance } from "./module-instance";
import type { ResolveOptions } from "./stack-context";

const EXAMPLE_ACCOUNT = "123456789012";

/** Resolves the references of a stack as an apply would, each when it is read. */
export function resolveStack(raw: RawStack, options: ResolveOptions): ResolvedStack {
  const files = new Set<string>();
  const dependsOn = (file: string) => files.add(file);
  const accountId = options.accountId ?? EXAMPLE_ACCOUNT;
  const settings = { ...options, accountId, dependsOn };
  const root = rootModule(raw, settings);
  const underWay = new Set<string>();
  const fakes = new Fakes(underWay);
  // Nothing that is resolved with fakes may reach a value without them.
  const rootWithFakes = rootModule(raw, { ...settings, fakes, underWay });
  return {
    folder: raw.folder,
    files,
    accountId,
    // Resolved when it is read: it can depend on a variable without a value.
    get region() {
      return root.regionOf(undefined);
    },
    ofType: (type) => root.resources((block) => block.type === type),
    all: () => root.resources(() => true),
    withFakes: (resource) =>
      rootWithFakes
        .resources((block) => block.type === resource.type)
        .find(({ address }) => address === resource.address) ?? resource,
    fakes: () => fakes.addresses,
    moduleProblems: () => root.problems(),
  };
}

interface RootSettings extends ResolveOptions {
  readonly accountId: string;
  readonly dependsOn: (file: string) => void;
  readonly fakes?: Fakes;
  readonly underWay?: Set<string>;
}

function rootModule(raw: RawStack, settings: RootSettings): ModuleInstance {
  const { accountId, dependsOn, fakes, underWay = new Set<string>() } = settings;
  const root: ModuleInstance = new ModuleInstance(
    {
      folder: raw.folder,
      accountId,
      workspace: settings.environment["TF_WORKSPACE"] ?? "default",
      options: settings,
      variableFiles: raw.variableFiles,
      underWay,
      values: new Memo<Value>(underWay, (address) => fakes?.readAgain(address)),
      regions: new Memo<string>(underWay),
      dependsOn,
      fakes,
      ofType: (type): ResolvedResource[] =>
        root.resources((block: RawResource) => block.type === type),
    },
    raw,
  );
  return root;
}
