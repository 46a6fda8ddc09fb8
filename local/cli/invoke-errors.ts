import type { AwsApi } from "./aws/aws-api";
import { AwsError, NoCredentialsError } from "./aws/aws-api";
import { functionNames } from "./aws/lambda-api";

/** More would fill the terminal: an AWS account may have thousands. */
const MOST_LISTED = 50;

/** Adds what to do about it to the error of an invocation that Lambda didn't run. */
export async function explained(
  error: unknown,
  { api, functionName }: { readonly api: AwsApi; readonly functionName: string },
): Promise<Error> {
  const explain = (text: string): Error => new Error(text, { cause: error });
  const message = messageOf(error);
  if (error instanceof NoCredentialsError) {
    return explain(
      `There are no AWS credentials, and no local runner that was started in this folder is up. To invoke locally, run "cdktf-lambda-api serve" in another terminal. To invoke on AWS, set AWS_PROFILE or run "aws configure". (${message})`,
    );
  }
  if (error instanceof AwsError && error.code === "ResourceNotFoundException") {
    return explain(`${functionName} was not found on ${api.name}. ${await existing(api)}`);
  }
  return explain(`${functionName} could not be invoked on ${api.name}: ${message}`);
}

/** The cause of a failed connection has the reason. */
function messageOf(error: unknown): string {
  const { message, cause } = error instanceof Error ? error : new Error(String(error));
  return cause instanceof Error && message === "fetch failed" ? cause.message : message;
}

async function existing(api: AwsApi): Promise<string> {
  let names: string[];
  try {
    names = await functionNames(api);
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
