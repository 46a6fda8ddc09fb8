export { EnvironmentStack, type EnvironmentStackProps } from "./environment-stack";
export { HcpTerraformState, type HcpTerraformStateProps } from "./state/hcp-terraform-state";
export { LocalState, type LocalStateProps } from "./state/local-state";
export { S3State, type S3StateProps } from "./state/s3-state";
export type { StateBackend, StateOwner } from "./state/state-backend";
export { selectEnvironments } from "./workspace";
