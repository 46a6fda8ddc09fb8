import type { IConstruct } from "constructs";

/** The warnings of a construct and of all in it, as they are printed: after the path of each one. */
export function warningsOf(scope: IConstruct): string[] {
  return scope.node
    .findAll()
    .flatMap(({ node }) =>
      node.metadata
        .filter(({ type }) => type === "@cdktf/warn")
        .map(({ data }) => `${node.path}: ${String(data)}`),
    );
}
