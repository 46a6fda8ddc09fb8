export { readArtifact, readPlans, withPlans } from "./artifact";
export { GitHub, withRetries } from "./github";
export { publish } from "./publish";
export type { Outcome } from "./publish";
export { reviewedPlan } from "./reviewed-plan";
export { refusalOf, runBeside } from "./workflow-run";
export type { WorkflowRun } from "./workflow-run";
