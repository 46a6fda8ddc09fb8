import type { FunctionConfig } from "./function-config";

/** What a function signs its requests with. */
export interface FunctionCredentials {
  readonly functionName: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Undefined where the function's variables set none. */
  readonly sessionToken: string | undefined;
}

/**
 * The credentials in a function's environment. Without any, they are fake: a local handler must not
 * reach an AWS account by accident. Their session token names the function, so the runner knows whose
 * role a request is signed with.
 */
export function credentialsOf({
  name,
  environment,
}: Pick<FunctionConfig, "name" | "environment">): FunctionCredentials {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = environment;
  if (AWS_ACCESS_KEY_ID === undefined) {
    return {
      functionName: name,
      accessKey: "local",
      secretKey: AWS_SECRET_ACCESS_KEY ?? "local",
      sessionToken: AWS_SESSION_TOKEN ?? `local:${name}`,
    };
  }
  return {
    functionName: name,
    accessKey: AWS_ACCESS_KEY_ID,
    secretKey: AWS_SECRET_ACCESS_KEY ?? "",
    sessionToken: AWS_SESSION_TOKEN || undefined,
  };
}
