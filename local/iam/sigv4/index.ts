export type { Caller, Credentials } from "./credentials";
export { readCredentialsFile } from "./credentials-file";
export { SignatureError } from "./signature-error";
export { verifySignature } from "./verify";
