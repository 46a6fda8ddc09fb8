import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Caller, Credential, Credentials } from "./credentials";

const ARN = /^arn:[\w-]+:(?:iam|sts)::(\d{12}):(?:root|(?:user|assumed-role)\/.+)$/;

/**
 * Reads a file of credentials, in the format of AWS's shared credentials file. Each profile has an
 * `arn` too, of the user or the assumed role that the access key belongs to:
 *
 * ```ini
 * [alice]
 * aws_access_key_id = AKIDEXAMPLE
 * aws_secret_access_key = …
 * arn = arn:aws:iam::123456789012:user/alice
 * ```
 *
 * `user_id`, `principal_org_id` and `aws_session_token` are optional.
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/file-format.html
 * @throws Error that names the file, the profile and the setting. It never contains a secret.
 */
export function readCredentialsFile(file: string): Credentials {
  const profiles = parseProfiles(readText(file));
  const byAccessKey = new Map<string, Credential>();
  for (const [name, settings] of profiles) {
    const credential = credentialOf(settings, `--credentials-file ${file}: [${name}]`);
    byAccessKey.set(credential.caller.accessKey, credential);
  }
  return byAccessKey;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { message } = error as Error;
    throw new Error(`--credentials-file ${file} can't be read: ${message}`, { cause: error });
  }
}

type Settings = ReadonlyMap<string, string>;

function parseProfiles(text: string): Map<string, Settings> {
  const profiles = new Map<string, Map<string, string>>();
  let current = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const header = /^\s*\[\s*(.+?)\s*\]/.exec(line)?.[1];
    const [, name, value] = /^\s*([^#;=\s]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (header !== undefined) {
      current = new Map();
      profiles.set(header, current);
    } else if (name !== undefined && value !== undefined) {
      current.set(name.toLowerCase(), value);
    }
  }
  return profiles;
}

function credentialOf(settings: Settings, where: string): Credential {
  const required = (name: string): string => {
    const value = settings.get(name);
    if (!value) {
      throw new Error(`${where} has no ${name}. Add it: every profile needs one.`);
    }
    return value;
  };
  const accessKey = required("aws_access_key_id");
  const secretKey = required("aws_secret_access_key");
  const userArn = required("arn");
  const accountId = ARN.exec(userArn)?.[1];
  if (accountId === undefined) {
    throw new Error(
      `${where}: arn is "${userArn}". Use the ARN of a user or an assumed role, such as arn:aws:iam::123456789012:user/alice.`,
    );
  }
  const caller: Caller = {
    accessKey,
    accountId,
    userArn,
    userId: settings.get("user_id") ?? stableUserId(userArn),
    principalOrgId: settings.get("principal_org_id") ?? null,
  };
  return { caller, secretKey, sessionToken: settings.get("aws_session_token") };
}

/** AWS generates the id of a user or role. Here it is derived from the ARN, and so stays the same. */
function stableUserId(arn: string): string {
  const id = createHash("sha256").update(arn).digest("hex").slice(0, 17).toUpperCase();
  const session = /:assumed-role\/[^/]+\/(.+)$/.exec(arn)?.[1];
  return session === undefined ? `AIDA${id}` : `AROA${id}:${session}`;
}
