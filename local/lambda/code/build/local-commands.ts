import type { Attributes, ResolvedResource } from "../../../terraform/resolved-stack";

/** A command that Terraform runs on this machine when it creates a resource. */
export interface LocalCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Relative to the stack's folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
  /** As one would type it. */
  readonly shown: string;
}

/**
 * The `local-exec` provisioners of a resource.
 * @throws StackError if they can't be resolved
 * @see https://developer.hashicorp.com/terraform/language/resources/provisioners/local-exec
 */
export function localCommands(resource: ResolvedResource): LocalCommand[] {
  return resource
    .blocks("provisioner")
    .flatMap((provisioner) => provisioner.blocks("local-exec"))
    .filter((block) => block.string("when") !== "destroy")
    .map(localCommand);
}

function localCommand(block: Attributes): LocalCommand {
  const command = block.string("command") ?? "";
  const [program, ...args] = block.strings("interpreter");
  return {
    program: program ?? "/bin/sh",
    args: program === undefined ? ["-c", command] : [...args, command],
    folder: block.string("working_dir") ?? "",
    environment: block.map("environment"),
    shown: program === undefined ? command : [program, ...args, command].join(" "),
  };
}
