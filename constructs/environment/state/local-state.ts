import path from "node:path";
import type { TerraformStack } from "cdktf";
import { App, LocalBackend, Manifest } from "cdktf";
import type { Kinds } from "../../core/props";
import { checkProps, string } from "../../core/props";
import type { StateBackend, StateOwner } from "./state-backend";

/** Props of `LocalState`. */
export interface LocalStateProps {
  /**
   * Folder, relative to the project's root. Keep it outside the build folder, which can be deleted at
   * any time, and out of git, because state can contain secrets.
   * @default ".terraform-state"
   */
  readonly folder?: string;
}

const KINDS: Kinds<LocalStateProps> = { folder: string };

/**
 * State in files on this machine: `<folder>/<environment>/<workspace>/terraform.tfstate`.
 * @see https://developer.hashicorp.com/terraform/language/backend/local
 */
export class LocalState implements StateBackend {
  constructor(private readonly props: LocalStateProps = {}) {}

  bind(stack: TerraformStack, { environment }: StateOwner): void {
    checkProps(stack, this.props, KINDS, (prop) => `state.${prop}`);
    const { folder = ".terraform-state" } = this.props;
    const workspaceDir = relativeToStack(stack, path.join(folder, environment));
    new LocalBackend(stack, { path: `${workspaceDir}/default.tfstate`, workspaceDir });
  }
}

/** Relative to the stack's folder, where Terraform runs: the JSON is the same on every machine. */
function relativeToStack(stack: TerraformStack, folder: string): string {
  // app.manifest.forStack() would fix the stack's dependencies, of which there may be more later.
  const stackFolder = path.join(App.of(stack).outdir, Manifest.stacksFolder, stack.node.id);
  return path.relative(stackFolder, folder).split(path.sep).join("/");
}
