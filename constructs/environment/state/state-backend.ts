import type { TerraformStack } from "cdktf";

/** Whose state is kept: the app and environment that name its location. */
export interface StateOwner {
  readonly app: string;
  readonly environment: string;
}

/**
 * Where Terraform keeps an environment's state. Each environment has a location of its own: where
 * two share one, Terraform can create the workspace of the first only, and the second one's
 * `terraform init` fails.
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export interface StateBackend {
  /** Adds the backend to the stack. */
  bind(stack: TerraformStack, owner: StateOwner): void;
}
