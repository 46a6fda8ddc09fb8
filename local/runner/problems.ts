import type { ApiGateway } from "../gateway/gateway";
import type { FunctionSet } from "../lambda";
import { groupedByCause } from "../log/grouped-problems";
import type { ResolvedStack } from "../terraform";

/** Everything that can't be served, without repetition. */
export function problemsOf(
  stack: ResolvedStack,
  functions: FunctionSet,
  gateways: readonly ApiGateway[],
): string[] {
  const routes = gateways.flatMap((gateway) => [gateway, ...gateway.routes]);
  const reasons = [
    ...stack.moduleProblems(),
    ...functions.unservable.map(({ reason }) => reason),
    ...routes.map(({ unservable }) => unservable),
  ];
  const all = new Set(reasons.flatMap((reason) => reason?.split("\n") ?? []));
  return [...all].filter((problem) => !causes(problem).some((cause) => all.has(cause)));
}

/** The error of a start with --strict. */
export function strictRefusal(problems: readonly string[]): Error {
  const texts = groupedByCause(problems);
  const things = texts.length === 1 ? "the problem above" : `the ${texts.length} problems above`;
  return new Error(`${texts.join("\n")}\n--strict: nothing is served because of ${things}.`);
}

/** What a problem is a consequence of: `X: a can't be resolved: Y: b can't be resolved: …`. */
function causes(problem: string): string[] {
  const steps = problem.split(" can't be resolved: ").slice(1);
  return steps.map((_, at) => steps.slice(at).join(" can't be resolved: "));
}
