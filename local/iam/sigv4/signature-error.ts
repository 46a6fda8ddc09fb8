/** AWS's name of what is wrong with a signature. */
export type SignatureErrorType =
  | "MissingAuthenticationTokenException"
  | "IncompleteSignatureException"
  | "InvalidSignatureException"
  | "UnrecognizedClientException";

/** Why a request isn't accepted as signed. */
export class SignatureError extends Error {
  /**
   * @param message what a REST API tells the client
   * @param reason for the log: it contains no secret
   */
  constructor(
    readonly type: SignatureErrorType,
    message: string,
    readonly reason: string,
  ) {
    super(message);
  }
}
