#!/usr/bin/env node
import leven from "leven";
import { aligned } from "./aligned";
import type { Command } from "./command";
import { runCommand, UsageError } from "./command";

/** The commands: each is a file of its name. */
const SUMMARIES = {
  serve: "serves a project, a synthesised stack or a Terraform folder on loopback",
  invoke: "invokes a function, on the local runner or on AWS",
  logs: "prints the log of a deployed function from CloudWatch Logs",
  token: "prints a token for trying a guarded route",
  smoke: "checks that a deployment responds as a file of checks says",
  review: "prints what a change does to the API",
  "deployer-policy": "prints an IAM policy with the rights that deploying the app needs",
} as const;

const NAMES = Object.keys(SUMMARIES);

const HELP = `Runs web APIs on AWS Lambda on your machine, from their Terraform.

Usage: cdktf-lambda-api <command> [options]

Commands:
${aligned(Object.entries(SUMMARIES).map(([name, summary]) => [`  ${name}`, summary])).join("\n")}

Options:
  --help       of a command: cdktf-lambda-api <command> --help
  --version

Exit status: 0 on success, 1 for an error, 2 if the command line is wrong. The help of a command
lists those that it adds.
`;

const [name, ...args] = process.argv.slice(2);
if (name !== undefined && NAMES.includes(name)) {
  runCommand(load(name), args);
} else {
  runCommand({ help: HELP, run: () => Promise.reject(unknown(name)) });
}

/** Only the command that runs is loaded. */
function load(command: string): Command {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return (require(`./commands/${command}`) as { readonly command: Command }).command;
}

function unknown(command: string | undefined): UsageError {
  if (command === undefined) {
    return new UsageError(`Name a command: ${NAMES.join(", ")}.`);
  }
  const nearest = NAMES.find((known) => leven(known, command) <= 2);
  const hint = nearest === undefined ? "" : ` Did you mean ${nearest}?`;
  return new UsageError(`There is no command "${command}".${hint} Allowed: ${NAMES.join(", ")}.`);
}
