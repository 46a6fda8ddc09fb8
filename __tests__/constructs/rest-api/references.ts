import type { TerraformResource } from "cdktf";
import type { Synthesised } from "../lambda/support";

/** Which resources each resource refers to or depends on, by address. */
export function references(json: Synthesised): Map<string, string[]> {
  const resources = Object.entries(json.resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, attributes]) => [`${type}.${name}`, attributes] as const),
  );
  const addresses = resources.map(([address]) => address);
  return new Map(
    resources.map(([address, attributes]) => {
      const words = new Set(JSON.stringify(attributes).match(/[\w-]+\.[\w-]+/g));
      return [address, addresses.filter((other) => words.has(other))];
    }),
  );
}

/** The addresses of a cycle, which no apply can follow. */
export function cycleIn(
  graph: ReadonlyMap<string, readonly string[]>,
  path: readonly string[] = [],
  next: Iterable<string> = graph.keys(),
): readonly string[] | undefined {
  for (const address of next) {
    if (path.includes(address)) {
      return [...path, address];
    }
    const found = cycleIn(graph, [...path, address], graph.get(address));
    if (found) {
      return found;
    }
  }
  return undefined;
}

export function addressOf({ resource }: { readonly resource: TerraformResource }): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}
