import type { TerraformStack } from "cdktf";
import { CloudBackend, NamedCloudWorkspace } from "cdktf";
import type { Kinds } from "../../core/props";
import { checkProps, required, string } from "../../core/props";
import type { StateBackend, StateOwner } from "./state-backend";

/** Props of `HcpTerraformState`. */
export interface HcpTerraformStateProps {
  /** Name of the organization. */
  readonly organization: string;
  /**
   * Project in which Terraform creates the workspace.
   * @default the organization's default project
   */
  readonly project?: string;
}

const KINDS: Kinds<HcpTerraformStateProps> = { organization: required(string), project: string };

/**
 * State in HCP Terraform, in the workspace with the name of the environment. Workspace names are
 * unique in an organization: if another app already has a `dev`, give the environments longer names.
 * Set the workspace's execution mode to Local. The default, remote execution, needs the AWS
 * credentials as workspace variables, and has not been tried: the zips of a plan may be missing at
 * apply.
 * @see https://developer.hashicorp.com/terraform/cli/cloud/settings
 */
export class HcpTerraformState implements StateBackend {
  constructor(private readonly props: HcpTerraformStateProps) {}

  bind(stack: TerraformStack, { environment }: StateOwner): void {
    checkProps(stack, this.props, KINDS, (prop) => `state.${prop}`);
    const { organization, project } = this.props;
    new CloudBackend(stack, {
      organization,
      workspaces: new NamedCloudWorkspace(environment, project),
    });
  }
}
