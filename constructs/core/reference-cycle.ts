import type { ReferenceGraph, TerraformJson } from "./reference-graph";
import { referenceGraph } from "./reference-graph";

/**
 * Refuses a stack whose resources refer to each other in a circle: Terraform can't create any of
 * them first. The error lists the constructs along the cycle, and the way out of the common ones.
 */
export function refuseReferenceCycle(json: TerraformJson): void {
  const graph = referenceGraph(json);
  const cycle = shortest(graph, cycleIn(graph));
  const [first] = cycle;
  if (first === undefined) {
    return;
  }
  const path = (address: string) => graph.get(address)?.path ?? address;
  const steps = cycle.map((address, index) => {
    const next = cycle[(index + 1) % cycle.length] ?? address;
    const attribute = graph.get(address)?.references.get(next) ?? "";
    return `  ${path(address)} refers to ${path(next)} (in ${attribute})`;
  });
  throw new Error(
    [
      `${path(first)}: references form a cycle, so Terraform can't create any of these first:`,
      ...steps,
      wayOut(cycle),
    ].join("\n"),
  );
}

/** The addresses of a cycle, or an empty list. Every node is visited once. */
function cycleIn(graph: ReferenceGraph): readonly string[] {
  const done = new Set<string>();
  const trail: string[] = [];
  const visit = (address: string): readonly string[] => {
    const start = trail.indexOf(address);
    if (start >= 0) {
      return trail.slice(start);
    }
    if (done.has(address)) {
      return [];
    }
    done.add(address);
    trail.push(address);
    for (const target of graph.get(address)?.references.keys() ?? []) {
      const cycle = visit(target);
      if (cycle.length > 0) {
        return cycle;
      }
    }
    trail.pop();
    return [];
  };
  for (const address of graph.keys()) {
    const cycle = visit(address);
    if (cycle.length > 0) {
      return cycle;
    }
  }
  return [];
}

/** The shortest way from one of a cycle's addresses back to itself: the easiest to understand. */
function shortest(graph: ReferenceGraph, cycle: readonly string[]): readonly string[] {
  return cycle
    .map((address) => wayBack(graph, address))
    .reduce((least, way) => (way.length < least.length ? way : least), cycle);
}

function wayBack(graph: ReferenceGraph, start: string): readonly string[] {
  const ways = [[start]];
  const seen = new Set<string>();
  // The loop ends: `start` is on a cycle, and each address is added once.
  for (const way of ways) {
    for (const target of graph.get(way.at(-1) ?? start)?.references.keys() ?? []) {
      if (target === start) {
        return way;
      }
      if (!seen.has(target)) {
        seen.add(target);
        ways.push([...way, target]);
      }
    }
  }
  return [];
}

function wayOut(cycle: readonly string[]): string {
  const includes = (type: RegExp) => cycle.some((address) => type.test(address));
  if (includes(/^aws_lambda_function\./) && includes(/^aws_(api_gateway|apigatewayv2)_stage\./)) {
    return "Use the url of the API or its stage (api.url), which doesn't wait for the stage.";
  }
  if (includes(/^aws_lambda_function\./) && includes(/^aws_iam_role_policy\./)) {
    return (
      "A function waits for its role's policy. Name the function in the policy by its " +
      "physicalName: `arn:aws:lambda:<region>:<account>:function:${fn.physicalName}`."
    );
  }
  return "Remove one of these references, or replace it with a value that is known at synth.";
}
