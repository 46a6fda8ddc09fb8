import path from "node:path";
import { parseArgs } from "node:util";
import { DevKey } from "../jwt";
import { readStack, resolveStack } from "../terraform";
import { runCommand, UsageError } from "./command";
import { outputFolder } from "./loaded-modules";
import { tokenClaims } from "../tokens/token-claims";
import { findTokenIssuer } from "../tokens/token-issuer";

const HELP = `Prints a token for trying a guarded route. A local runner accepts it only with --dev-tokens; AWS
never does. It is valid for an hour.

Usage: npm run --silent token -- <authorizer or user pool> [options]

  <authorizer or user pool>   name, Terraform address, or a construct with only one, as synthesised
                              last. Of a REST API, the authorizer's name is in the table of routes.

Options:
  --claim NAME=VALUE   a claim; VALUE is JSON if it can be read as such, otherwise text (repeatable)
  --scope SCOPE        a scope of the token (repeatable); a user pool's token with scopes is an access
                       token, and one without is an ID token
  --stack FOLDER       folder of the stack (default cdktf.out/stacks/dev)
  --help, --version
`;

runCommand(HELP, async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      claim: { type: "string", multiple: true, default: [] },
      scope: { type: "string", multiple: true, default: [] },
      stack: { type: "string" },
    },
  });
  const [name, ...rest] = positionals;
  if (!name || rest.length > 0) {
    throw new UsageError("Name one authorizer or user pool.");
  }
  const folder = values.stack ?? path.join(outputFolder(), "stacks", "dev");
  const raw = readStack(folder);
  const stack = resolveStack(raw, { apiUrl: () => "", environment: process.env });
  const token = await DevKey.open().sign({
    ...tokenClaims(findTokenIssuer(raw, stack, name), values.scope),
    ...Object.fromEntries(values.claim.map(claimOf)),
  });
  process.stdout.write(`${token}\n`);
  return 0;
});

function claimOf(text: string): [name: string, value: unknown] {
  const [, name, value = ""] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined) {
    throw new UsageError(`--claim is "${text}"; allowed: NAME=VALUE, such as sub=ana.`);
  }
  return [name, jsonOrText(value)];
}

function jsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
