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
   * Project in which a workspace is created.
   * @default the organization's default project
   */
  readonly project?: string;
}

const KINDS: Kinds<HcpTerraformStateProps> = { organization: required(string), project: string };

/**
 * State in HCP Terraform, in the workspace named as the environment. Workspace names are unique in
 * an organization: where another app already has a `dev`, give the environments longer names. Set
 * the workspace's execution mode to Local: with remote execution, its default, the AWS credentials
 * must be variables of the workspace, and it is not known whether a plan's zips are there at apply.
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
