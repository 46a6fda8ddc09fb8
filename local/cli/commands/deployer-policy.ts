import { parseArgs } from "node:util";
import type { PolicyDocument } from "../../deployer";
import { policyOf, splitPolicy, stackRights, unknownResources } from "../../deployer";
import { readStack, type RawStack } from "../../terraform";
import type { Command } from "../command";
import { UsageError } from "../command";
import { findProject } from "../project/find-project";
import { stacksOf } from "../project/stacks-of";
import { synthesise } from "../synthesis/synthesise";

const HELP = `Prints an IAM policy with the permissions that a role needs to deploy and destroy the resources of a
project's stacks. If the state is in S3, run it with the same STATE_BUCKET.

Usage: cdktf-lambda-api deployer-policy [<folder>] [options]

  <folder>   of a CDKTF project, which is synthesised, of synthesised stacks, or of Terraform files
             (default: the current one)

Options:
  --env ENVIRONMENT   only what this environment of a CDKTF project needs, such as dev, prod or
                      account (default: all)
  --part NUMBER       the policy of this number, if one can't contain all permissions: attach each
  --help, --version

Exit status: 0 if the policy is complete, 1 if no resource needs permissions, those for a resource type
aren't known (the policy has the others), or one policy can't contain them all, 2 if the command line is
wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { env: { type: "string" }, part: { type: "string" } },
    });
    if (values.env === "") {
      throw new UsageError('--env is ""; allowed: the name of an environment.');
    }
    const [folder = ".", ...rest] = positionals;
    if (rest.length > 0) {
      throw new UsageError(`Name one folder, not "${positionals.join(" ")}".`);
    }
    const project = findProject(folder);
    if (project.kind === "cdktf") {
      await synthesise(project, values.env, new AbortController().signal);
    } else if (values.env !== undefined) {
      throw new UsageError(
        `--env ${values.env} needs the folder of a cdktf.json; ${folder} has stacks only. Pass the folder of a stack, without --env.`,
      );
    }
    const stacks = stacksOf(project).map((stack) => readStack(stack.folder));

    const policies = splitPolicy(policyOf(stacks.map(stackRights)));
    const unknown = unknownText(stacks);
    if (policies.length === 0 && unknown === undefined) {
      throw new Error(
        `${folder}: no stack has a resource that needs permissions, so there is no policy to print.`,
      );
    }
    if (policies.length > 0) {
      const policy = partOf(policies, values.part);
      process.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
    }
    if (unknown !== undefined) {
      throw new Error(unknown);
    }
    return 0;
  },
};

/** Names each resource whose rights are unknown once, by type. Undefined if there is none. */
function unknownText(stacks: readonly RawStack[]): string | undefined {
  const addresses = new Map<string, Set<string>>();
  for (const [type, found] of stacks.flatMap((stack) => [...unknownResources(stack)])) {
    addresses.set(type, new Set([...(addresses.get(type) ?? []), ...found]));
  }
  const lines = [...addresses].map(([type, all]) => `  ${type}: ${[...all].join(", ")}`);
  return lines.length === 0
    ? undefined
    : `The policy lacks the rights for resources of these types, because they aren't known:\n${lines.join("\n")}\n` +
        "Add a policy with them to the role by hand. A deployment without one fails with AccessDenied, and its message names the action that is missing.";
}

function partOf(policies: readonly PolicyDocument[], part: string | undefined): PolicyDocument {
  const policy = policies[Number(part ?? 1) - 1];
  if (policy === undefined) {
    throw new UsageError(`--part is ${JSON.stringify(part)}; allowed: 1 to ${policies.length}.`);
  }
  if (part === undefined && policies.length > 1) {
    throw new Error(
      `The rights need ${policies.length} policies. Print each with --part 1 to --part ${policies.length}, or make policies for each environment with --env.`,
    );
  }
  return policy;
}
