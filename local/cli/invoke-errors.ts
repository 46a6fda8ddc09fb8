import type { LambdaClient } from "@aws-sdk/client-lambda";
import { paginateListFunctions } from "@aws-sdk/client-lambda";
import type { LambdaTarget } from "./lambda-target";

/** More would fill the terminal: an AWS account may have thousands. */
const MOST_LISTED = 50;

/** Adds what to do about it to the error of an invocation that Lambda didn't run. */
export async function explained(
  error: unknown,
  { client, name, functionName }: LambdaTarget & { readonly functionName: string },
): Promise<Error> {
  const { name: code, message } = error instanceof Error ? error : new Error(String(error));
  const explain = (text: string): Error => new Error(text, { cause: error });
  switch (code) {
    case "ResourceNotFoundException":
      return explain(`${functionName} was not found on ${name}. ${await existing(client)}`);
    case "CredentialsProviderError":
      return explain(
        `There are no AWS credentials, and no local runner that was started in this folder is up. To invoke locally, run "npm start" in another terminal. To invoke on AWS, set AWS_PROFILE or run "aws configure". (${message})`,
      );
    default:
      return explain(`${functionName} could not be invoked on ${name}: ${message || code}`);
  }
}

async function existing(client: LambdaClient): Promise<string> {
  let names: string[];
  try {
    names = await functionNames(client);
  } catch (error) {
    return `The functions can't be listed: ${(error as Error).message}`;
  }
  if (names.length === 0) {
    return "There are no functions.";
  }
  const listed = names.slice(0, MOST_LISTED).map((name) => `\n  ${name}`);
  const more = names.length - listed.length;
  return `The functions are:${listed.join("")}${more > 0 ? `\n  and ${more} more` : ""}`;
}

async function functionNames(client: LambdaClient): Promise<string[]> {
  const names: string[] = [];
  for await (const { Functions = [] } of paginateListFunctions({ client }, {})) {
    names.push(...Functions.map(({ FunctionName = "" }) => FunctionName));
  }
  return names.sort();
}
