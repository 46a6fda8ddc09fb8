import type { TerraformStack } from "cdktf";

/** The app and environment whose state is kept; they are part of its location. */
export interface StateOwner {
  readonly app: string;
  readonly environment: string;
}

/**
 * Where Terraform keeps an environment's state. Each environment needs a separate location: if two
 * share one, Terraform creates only the workspace of the first, and `terraform init` of the second
 * fails.
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export interface StateBackend {
  /** Adds the backend to the stack. */
  bind(stack: TerraformStack, owner: StateOwner): void;
}
