import { compare } from "../compare";
import { byGravity } from "../compare/finding";
import type { Report } from "../report";
import { countsOf } from "./counts";
import { driftOf } from "./drift";
import { incompletenessOf } from "./incomplete";
import { lossesOf } from "./losses";
import { planHash } from "./plan-hash";
import { readPlan } from "../../terraform/plan/read-plan";
import { sidesOf } from "./sides";

export interface ReviewedPlan {
  /** What `terraform show -json` printed. */
  readonly text: string;
  /** Names the text in messages. */
  readonly source: string;
  /** Name of the Terraform workspace. */
  readonly environment: string;
}

/**
 * Reviews a Terraform plan: the change of what is deployed.
 * @throws Error for a text that isn't a plan of version 1 of the format
 */
export async function reviewPlan({ text, source, environment }: ReviewedPlan): Promise<Report> {
  const plan = readPlan(text, source);
  const [before, after] = sidesOf(plan, environment);
  const compared = await compare(before, after);
  const { losses, findings } = lossesOf(plan);
  return {
    ...compared,
    source: "plan",
    incomplete: [...incompletenessOf(plan), ...compared.incomplete],
    findings: byGravity([...compared.findings, ...findings]),
    losses,
    drift: driftOf(plan),
    terraform: countsOf(plan),
    planHash: planHash(plan),
  };
}
