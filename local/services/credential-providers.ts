import type * as providers from "@aws-sdk/credential-providers";

/**
 * The part of the AWS SDK that finds credentials. It is an optional peer dependency: it is larger than
 * all else, and only calls to AWS itself need it.
 * @param need what needs it, for the message
 * @throws Error if it isn't installed
 */
export function credentialProviders(need: string): typeof providers {
  try {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only when needed, and at once
    return require("@aws-sdk/credential-providers") as typeof providers;
  } catch (error) {
    throw new Error(
      `${need} needs a part of the AWS SDK that isn't installed: npm install --save-dev @aws-sdk/credential-providers`,
      { cause: error },
    );
  }
}
