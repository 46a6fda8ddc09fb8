import { parseArgs } from "node:util";
import type { PolicyDocument } from "../../deployer";
import { policyOf, splitPolicy, stackRights, unknownTypes } from "../../deployer";
import { readStack } from "../../terraform";
import type { Command } from "../command";
import { UsageError } from "../command";
import { findProject } from "../project/find-project";
import { stacksOf } from "../project/stacks-of";
import { synthesise } from "../synthesis/synthesise";

const HELP = `Prints an IAM policy with the rights that a role needs to deploy and destroy a project, made of the
resources of its stacks. Where the state lies in S3, run it with the same STATE_BUCKET.

Usage: cdktf-lambda-api deployer-policy [<folder>] [options]

  <folder>   of a CDKTF project, which is synthesised, of synthesised stacks, or of Terraform files
             (default: the current one)

Options:
  --env ENVIRONMENT   only what this environment needs, e.g. dev, prod or account (default: all)
  --part NUMBER       the policy of this number, if the rights need several: attach all of them
  --help, --version

Exit status: 0 when the policy is whole, 1 when a resource's rights aren't known or one policy can't
contain the rights, 2 when the command can't be understood.
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
      throw new UsageError('--env is ""; allowed: the name of an environment');
    }
    const [folder = ".", ...rest] = positionals;
    if (rest.length > 0) {
      throw new UsageError(`Name one folder, not "${positionals.join(" ")}".`);
    }
    const project = findProject(folder);
    if (project.kind === "cdktf") {
      await synthesise(project, values.env, new AbortController().signal);
    }
    const stacks = stacksOf(project).map((stack) => readStack(stack.folder));

    const unknown = [...new Set(stacks.flatMap(unknownTypes))];
    if (unknown.length > 0) {
      throw new Error(
        `No rights are known for ${unknown.join(", ")}. Add them to local/deployer, or to the role by hand.`,
      );
    }
    const policies = splitPolicy(policyOf(stacks.map(stackRights)));
    const policy = partOf(policies, values.part);
    process.stdout.write(`${JSON.stringify(policy, null, 2)}\n`);
    return 0;
  },
};

function partOf(policies: readonly PolicyDocument[], part: string | undefined): PolicyDocument {
  const policy = policies[Number(part ?? 1) - 1];
  if (policy === undefined) {
    throw new UsageError(`--part is ${JSON.stringify(part)}; allowed: 1 to ${policies.length}`);
  }
  if (part === undefined && policies.length > 1) {
    throw new Error(
      `The rights need ${policies.length} policies. Print each with --part 1 to --part ${policies.length}, or make policies for each environment with --env.`,
    );
  }
  return policy;
}
