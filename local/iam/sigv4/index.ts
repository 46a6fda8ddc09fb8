export type { Caller, Credentials, CredentialSource } from "./credentials";
export { readCredentialsFile } from "./credentials-file";
export { signRequest, type SigningCredentials } from "./sign-request";
export { SignatureError } from "./signature-error";
export { verifySignature } from "./verify";
