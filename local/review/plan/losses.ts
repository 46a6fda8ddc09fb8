import { findingOf, type Losses } from "../compare/lost-data";
import type { Loss } from "../report";
import { hasAction, isDeployment, managedChanges } from "./changes";
import { consequenceOf } from "../compare/consequences";
import type { PlanJson, ResourceChange } from "../../terraform/plan/plan-json";

/** What is replaced, destroyed or forgotten, and a finding for what can't be brought back. */
export function lossesOf(plan: PlanJson): Losses {
  const found = managedChanges(plan)
    .filter((change) => !isDeployment(change) && change.deposed === undefined)
    .flatMap((change) => lossOf(change) ?? []);
  return {
    losses: found.map(({ loss }) => loss),
    findings: found.filter(({ isLoss }) => isLoss).map(({ loss, type }) => findingOf(loss, type)),
  };
}

interface Found {
  readonly loss: Loss;
  readonly type: string;
  readonly isLoss: boolean;
}

function lossOf(resource: ResourceChange): Found | undefined {
  const action = actionOf(resource);
  const { address, type } = resource;
  if (action === undefined) {
    return undefined;
  }
  const because = forcing(resource);
  if (action === "forgotten") {
    const consequence = "It stays as it is, and Terraform no longer manages it.";
    return { type, loss: { address, action, because, consequence }, isLoss: false };
  }
  const found = consequenceOf(
    type,
    action === "destroyed" ? "destroyed" : "replaced",
    action === "replaced, destroyed first",
  );
  return (
    found && {
      type,
      loss: { address, action, because, consequence: found.text },
      isLoss: found.isLoss,
    }
  );
}

function actionOf(resource: ResourceChange): Loss["action"] | undefined {
  const { actions } = resource.change;
  if (!hasAction(resource, "delete")) {
    return hasAction(resource, "forget") ? "forgotten" : undefined;
  }
  if (!hasAction(resource, "create")) {
    return "destroyed";
  }
  return actions.indexOf("delete") < actions.indexOf("create")
    ? "replaced, destroyed first"
    : "replaced, created first";
}

/** Only names and indices: `endpoint_configuration[0].types`. */
function forcing({ change }: ResourceChange): string[] {
  return (change.replace_paths ?? []).map((path) =>
    path
      .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
      .join(""),
  );
}
