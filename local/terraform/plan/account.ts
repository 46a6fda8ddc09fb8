import type { PlanJson, StateModule, StateResource, StateValues } from "./plan-json";

const ARN = /^arn:[\w-]+:[\w-]+:([\w-]*):(\d{12}):/;

/** The AWS account of the deployed resources: that of most ARNs. Undefined before the first apply. */
export function accountOf({ prior_state: state }: Pick<PlanJson, "prior_state">) {
  return mostFrequent(arnsOf(state?.values).map(([, , account]) => account));
}

/** The region of the deployed resources: that of most ARNs. Undefined before the first apply. */
export function deployedRegionOf(state: StateValues | undefined): string | undefined {
  return mostFrequent(arnsOf(state).map(([, region]) => region));
}

function arnsOf(state: StateValues | undefined): RegExpExecArray[] {
  return resourcesIn(state?.root_module).flatMap(({ mode, values }) => {
    const arn = values["arn"];
    const match = typeof arn === "string" && mode === "managed" ? ARN.exec(arn) : null;
    return match ? [match] : [];
  });
}

/** The resources of a module and of those in it. */
export function resourcesIn(module: StateModule | undefined): StateResource[] {
  const { resources = [], child_modules: children = [] } = module ?? {};
  return [...resources, ...children.flatMap(resourcesIn)];
}

function mostFrequent(texts: readonly (string | undefined)[]): string | undefined {
  const counts = new Map<string, number>();
  for (const text of texts) {
    if (text) {
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}
