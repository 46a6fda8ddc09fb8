import type { Block } from "../read/block";
import type { ModuleCall, RawModule, RawResource } from "../read/raw-module";
import type { ResolvedResource, Value } from "../resolved-stack";

/** A module whose blocks refer to each other. */
export interface DependencyScope {
  readonly raw: RawModule;
  readonly call?: { readonly caller: DependencyScope; readonly block: Block } | undefined;
  /** The address in the stack of something in the module. */
  addressOf(name: string): string;
  resourcesOf(block: RawResource): readonly ResolvedResource[];
  modulesOf(call: ModuleCall): readonly DependencyScope[];
}

/** `aws_x.y`, `data.aws_x.y`, `local.x`: whatever looks like a reference. */
const NAME = /(?<![\w.-])(?:data\.\w+\.[\w-]+|[a-z]\w*\.[\w-]+)/gi;

/**
 * What a block depends on, directly or not, by references or `depends_on`. What others depend on
 * comes before them.
 */
export function dependenciesOf(scope: DependencyScope, block: Block): ResolvedResource[] {
  const search = new Search();
  search.visit(scope, block);
  return search.found;
}

class Search {
  readonly found: ResolvedResource[] = [];
  private readonly seen = new Set<string>();

  visit(scope: DependencyScope, value: Value | undefined): void {
    for (const [name] of JSON.stringify(value ?? null).matchAll(NAME)) {
      const address = scope.addressOf(name);
      if (!this.seen.has(address)) {
        this.seen.add(address);
        this.follow(scope, name);
      }
    }
    // A module's own dependencies are those of all its blocks.
    const { call } = scope;
    if (call) {
      this.visit(call.caller, call.block["depends_on"]);
    }
  }

  private follow(scope: DependencyScope, name: string): void {
    const { raw, call } = scope;
    const [kind = "", second = ""] = name.split(".");
    if (kind === "local") {
      this.visit(scope, raw.locals[second]);
    } else if (kind === "var" && call) {
      this.visit(call.caller, call.block[second]);
    } else if (kind === "module") {
      const called = raw.moduleCalls.find((one) => one.name === second);
      const modules = called ? scope.modulesOf(called) : [];
      modules.forEach((module) => this.followAll(module));
    } else {
      const block = raw.resources.find(({ address }) => address === name);
      if (block) {
        this.visit(scope, block.block);
        this.found.push(...scope.resourcesOf(block));
      }
    }
  }

  private followAll(scope: DependencyScope): void {
    const { resources, moduleCalls } = scope.raw;
    const modules = moduleCalls.map(({ name }) => `module.${name}`);
    this.visit(scope, [...resources.map(({ address }) => address), ...modules]);
  }
}
