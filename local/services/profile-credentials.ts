import type * as ini from "@aws-sdk/credential-provider-ini";

/**
 * The variables with the credentials of a profile in `~/.aws`, for handlers.
 * @throws Error if there is no such profile, or its credentials can't be had
 */
export async function profileVariables(profile: string): Promise<Record<string, string>> {
  try {
    const found = await loadIni().fromIni({ profile, ignoreCache: true })();
    return {
      AWS_ACCESS_KEY_ID: found.accessKeyId,
      AWS_SECRET_ACCESS_KEY: found.secretAccessKey,
      // Empty: a profile without a token must not be used with that of the sandbox.
      AWS_SESSION_TOKEN: found.sessionToken ?? "",
    };
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`--aws-profile ${profile} has no credentials: ${reason}`, { cause: error });
  }
}

/** The warning at start. */
export function profileWarning(profile: string): string {
  return (
    `--aws-profile: handlers call AWS with the credentials of the profile ${profile}. Their calls ` +
    "change real resources. Policies of the functions' roles don't limit them."
  );
}

/** Only when it is needed: it loads a part of the AWS SDK. */
function loadIni(): typeof ini {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- tsx/cjs has no import()
  return require("@aws-sdk/credential-provider-ini") as typeof ini;
}
