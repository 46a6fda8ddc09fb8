import { credentialProviders } from "./credential-providers";

/** What requests to AWS are signed with. */
export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

/**
 * The credentials of a profile in `~/.aws`.
 * @throws Error if there is no such profile, or its credentials can't be had
 */
export async function profileCredentials(profile: string): Promise<AwsCredentials> {
  const { fromIni } = credentialProviders("--aws-profile");
  try {
    return await fromIni({ profile, ignoreCache: true })();
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`--aws-profile ${profile} has no credentials: ${reason}`, { cause: error });
  }
}

/** The variables with credentials, for handlers. */
export function credentialVariables({
  accessKeyId,
  secretAccessKey,
  sessionToken,
}: AwsCredentials): Record<string, string> {
  return {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    // Empty: a profile without a token must not be used with that of the sandbox.
    AWS_SESSION_TOKEN: sessionToken ?? "",
  };
}

/** The warning at start. */
export function profileWarning(profile: string): string {
  return (
    `--aws-profile: handlers and service integrations call AWS with the credentials of the profile ${profile}. Their calls ` +
    "change real resources. Policies of the functions' roles don't limit them."
  );
}
