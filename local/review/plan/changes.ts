import type { PlanJson, ResourceChange } from "../../terraform/plan/plan-json";

const DEPLOYMENT = /^aws_api(?:_gateway|gatewayv2)_deployment$/;

/** The changes of resources, without data sources. */
export function managedChanges({ resource_changes: changes = [] }: PlanJson): ResourceChange[] {
  return changes.filter(({ mode }) => mode === "managed");
}

/** An API deployment: a new one replaces it with each change of the API. */
export function isDeployment({ type }: ResourceChange): boolean {
  return DEPLOYMENT.test(type);
}

export function hasAction({ change }: ResourceChange, action: string): boolean {
  return change.actions.includes(action);
}
