import type { PlanJson } from "../../terraform/plan/plan-json";

/** Why the report doesn't cover everything, a sentence each. */
export function incompletenessOf(plan: PlanJson): string[] {
  const { errored, complete, deferred_changes: deferred = [], configuration } = plan;
  const modules = Object.keys(configuration.root_module?.module_calls ?? {});
  return [
    ...(errored ? ["The plan failed before it was complete."] : []),
    ...(complete === false && !errored
      ? ["The plan is partial: after it is applied, another one is needed."]
      : []),
    ...(deferred.length > 0 ? [`Terraform deferred ${deferred.length} changes.`] : []),
    ...failedChecks(plan),
    ...modules.map((name) => `module.${name} isn't reviewed, except for what is lost with it.`),
  ];
}

/** Preconditions, postconditions and checks. Terraform refuses a message with sensitive values. */
function failedChecks({ checks = [] }: PlanJson): string[] {
  return checks
    .filter(({ status }) => status === "fail" || status === "error")
    .flatMap(({ address, instances = [] }) => {
      const messages = instances.flatMap(({ problems = [] }) =>
        problems.map(({ message }) => message),
      );
      return messages.length > 0
        ? messages.map((message) => `${address.to_display} failed: ${message}`)
        : [`${address.to_display} failed.`];
    });
}
