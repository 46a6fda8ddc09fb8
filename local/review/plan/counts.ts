import type { ResourceCounts } from "../report";
import { hasAction, isDeployment, managedChanges } from "./changes";
import type { PlanJson, ResourceChange } from "../../terraform/plan/plan-json";

/** As Terraform counts them, but for deployments. */
export function countsOf(plan: PlanJson): ResourceCounts {
  const changes = managedChanges(plan);
  const others = changes.filter((change) => !isDeployment(change));
  const count = (action: string) => others.filter((change) => hasAction(change, action)).length;
  return {
    add: count("create"),
    change: count("update"),
    destroy: count("delete"),
    forget: count("forget"),
    import: others.filter(({ change }) => change.importing !== undefined).length,
    move: others.filter(isMoved).length,
    deployments: changes.filter((change) => isDeployment(change) && hasAction(change, "create"))
      .length,
  };
}

function isMoved({ address, previous_address: previous }: ResourceChange): boolean {
  return previous !== undefined && previous !== address;
}
