export { readArtifact } from "./artifact";
export { GitHub, withRetries } from "./github";
export { publish } from "./publish";
export type { Outcome } from "./publish";
export { reviewedPlan } from "./reviewed-plan";
export { refusalOf } from "./workflow-run";
export type { WorkflowRun } from "./workflow-run";
