import { parseArgs } from "node:util";
import { DevKey } from "../../jwt";
import { sourceAt, type StackFolder } from "../../terraform";
import type { Command } from "../command";
import { UsageError } from "../command";
import { chooseStack } from "../project/choose-stack";
import { findProject } from "../project/find-project";
import { servedStack } from "../project/served-stack";
import { stacksOf } from "../project/stacks-of";
import { STACK_OPTIONS, variableArguments } from "../variable-options";
import { tokenClaims } from "../../tokens/token-claims";
import { findTokenIssuer } from "../../tokens/token-issuer";

const HELP = `Prints a token for trying a guarded route. A local runner accepts it only with --dev-tokens; AWS
never does. It is valid for an hour.

Usage: cdktf-lambda-api token <authorizer or user pool> [<folder>] [options]

  <authorizer or user pool>   name, Terraform address, or a construct with only one, as synthesised
                              last. Of a REST API, the authorizer's name is in the table of routes.
  <folder>                    of the project or stack, as "serve" takes it (default: the current one)

Options:
  --claim NAME=VALUE   a claim; VALUE is JSON if it can be read as such, otherwise text (repeatable)
  --scope SCOPE        a scope of the token (repeatable); a user pool's token with scopes is an access
                       token, and one without is an ID token
  --stack NAME         the stack, if the project has several (default: the one that the local runner
                       serves that was started in this folder; otherwise asks in a terminal)
  --var NAME=VALUE     a Terraform variable (repeatable), as "serve" takes it
  --var-file FILE      values of Terraform variables (repeatable)
  --help, --version

Exit status: 0 if a token was printed, 1 if not, 2 if the command line is wrong.
`;

export const command: Command = {
  help: HELP,
  run: async (args) => {
    const { values, positionals, tokens } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        claim: { type: "string", multiple: true, default: [] },
        scope: { type: "string", multiple: true, default: [] },
        ...STACK_OPTIONS,
      },
      tokens: true,
    });
    const [name, folder = ".", ...rest] = positionals;
    if (!name || rest.length > 0) {
      throw new UsageError("Name one authorizer or user pool, and at most one folder.");
    }
    const claims = Object.fromEntries(values.claim.map(claimOf));
    const chosen = await stackIn(folder, values.stack);
    const source = sourceAt(chosen.folder, { variables: variableArguments(tokens) });
    const stack = source.read().resolve({ apiUrl: () => "", environment: process.env });
    const token = await DevKey.open().sign({
      ...tokenClaims(findTokenIssuer(stack, name), values.scope),
      ...claims,
    });
    process.stdout.write(`${token}\n`);
    return 0;
  },
};

/** Of several stacks, the one that the local runner serves. */
async function stackIn(folder: string, wanted: string | undefined): Promise<StackFolder> {
  const stacks = stacksOf(findProject(folder));
  const isOpen = wanted === undefined && stacks.length > 1;
  const served = isOpen ? await servedStack(stacks) : undefined;
  if (served) {
    process.stderr.write(`For the stack ${served.name}, which the local runner serves.\n`);
    return served;
  }
  return chooseStack(stacks, { wanted, stop: new AbortController().signal });
}

/** Claims that are times. */
const TIMES = ["exp", "iat", "nbf"];

function claimOf(text: string): [name: string, value: unknown] {
  const [, name, given = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) {
    throw new UsageError(`--claim is "${text}"; allowed: NAME=VALUE, such as sub=ana.`);
  }
  const value = jsonOrText(given);
  if (TIMES.includes(name) && typeof value !== "number") {
    throw new UsageError(
      `--claim ${name} is "${given}"; allowed: seconds since 1970, such as 1800000000.`,
    );
  }
  return [name, value];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
