import type { ISynthesisSession } from "cdktf";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { Bundle, BuiltBundle } from "./bundle";
import { cacheKey } from "./bundle-cache";
import { buildBundles } from "./build-bundles";

interface Use {
  readonly scope: Construct;
  readonly bundle: Bundle;
}

/** Bundles by their cache key. */
type Built = ReadonlyMap<string, BuiltBundle>;

/** The bundles that each stack needs. */
const uses = new WeakMap<TerraformStack, Use[]>();
/** The built bundles of each stack; a later synthesis builds again what has changed. */
const built = new WeakMap<ISynthesisSession, Map<TerraformStack, Built>>();

/**
 * Adds a bundle to the stack of a construct. All bundles of a stack are built in parallel when the
 * stack is synthesised to disk, so a unit test that only looks at the JSON bundles nothing.
 * @returns what returns the bundle in a synthesis. @throws if a bundle can't be built
 */
export function addBundle(
  scope: Construct,
  bundle: Bundle,
): (session: ISynthesisSession) => BuiltBundle {
  const stack = TerraformStack.of(scope);
  uses.set(stack, [...(uses.get(stack) ?? []), { scope, bundle }]);
  return (session) => {
    const result = builtBundles(session, stack).get(cacheKey(bundle));
    if (result === undefined) {
      throw new Error(`${scope.node.path}: ${bundle.label} was added during the synthesis.`);
    }
    return result;
  };
}

function builtBundles(session: ISynthesisSession, stack: TerraformStack): Built {
  const ofSession = built.get(session) ?? new Map<TerraformStack, Built>();
  built.set(session, ofSession);
  const ofStack = ofSession.get(stack) ?? buildAll(uses.get(stack) ?? []);
  ofSession.set(stack, ofStack);
  return ofStack;
}

/** Reports all bundles that can't be built, each with all constructs that use it. */
function buildAll(used: readonly Use[]): Built {
  const results = buildBundles(used.map(({ bundle }) => bundle));
  const failures = used.flatMap(({ scope, bundle }) => {
    const result = results.get(cacheKey(bundle));
    return result && "error" in result
      ? [`${scope.node.path}: ${bundle.label} can't be bundled: ${result.error} ${bundle.fix}`]
      : [];
  });
  if (failures.length > 0) {
    throw new Error(failures.join("\n"));
  }
  return new Map(
    [...results].flatMap(([key, result]) => ("folder" in result ? [[key, result]] : [])),
  );
}
