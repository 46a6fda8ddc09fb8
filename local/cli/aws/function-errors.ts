import type { AwsApi } from "./aws-api";
import { AwsError, NoCredentialsError } from "./aws-api";
import { functionNames } from "./lambda-api";

/** More would fill the terminal: an AWS account may have thousands. */
const MOST_LISTED = 50;

interface FunctionRequest {
  readonly api: AwsApi;
  readonly functionName: string;
  /** What failed: "could not be invoked". */
  readonly failure: string;
  /** Why the stacks couldn't be searched for the name. */
  readonly unread?: string | undefined;
}

/** Adds what to do about it to the error of a request about a function. */
export async function explained(error: unknown, request: FunctionRequest): Promise<Error> {
  const lines = [await explanation(error, request), request.unread];
  return new Error(lines.filter(Boolean).join("\n"), { cause: error });
}

async function explanation(
  error: unknown,
  { api, functionName, failure }: FunctionRequest,
): Promise<string> {
  if (error instanceof NoCredentialsError) {
    return error.message;
  }
  return error instanceof AwsError && error.code === "ResourceNotFoundException"
    ? `${functionName} was not found on ${api.name}. ${await existing(api)}`
    : `${functionName} ${failure} on ${api.name}: ${messageOf(error)}`;
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
