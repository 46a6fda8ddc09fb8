import type { PlanJson, StateJson } from "./plan-json";

const MAJOR_VERSION = 1;

/**
 * Reads what `terraform show -json` printed about a plan.
 * @param source names the text in messages
 * @throws Error for another text, and for another major version of the format
 */
export function readPlan(text: string, source: string): PlanJson {
  const found = readPlanOrState(text, source);
  if (!isPlan(found)) {
    throw notAPlan(source, "it has no configuration, such as a state");
  }
  return found;
}

/** As `readPlan`, also for what `terraform show -json` printed about a state. */
export function readPlanOrState(text: string, source: string): PlanJson | StateJson {
  const found = parsed(text, source) as Partial<PlanJson> | null;
  const version = found?.format_version;
  if (typeof found !== "object" || typeof version !== "string") {
    throw notAPlan(source, "it has no format_version");
  }
  if (!version.startsWith(`${MAJOR_VERSION}.`)) {
    throw new Error(
      `${source} has the format_version ${JSON.stringify(version)}; supported is ${MAJOR_VERSION}.x. Use a Terraform of version 1.`,
    );
  }
  return found as PlanJson | StateJson;
}

export function isPlan(found: PlanJson | StateJson): found is PlanJson {
  return "configuration" in found;
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The reason would quote the text, which can have sensitive values.
    throw notAPlan(source, "it is not valid JSON");
  }
}

function notAPlan(source: string, reason: string): Error {
  return new Error(
    `${source} is not a Terraform plan: ${reason}. Write one with: terraform plan -out=FILE && terraform show -json FILE`,
  );
}
