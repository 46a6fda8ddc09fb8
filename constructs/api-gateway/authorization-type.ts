/** Who may call a route or a method without an authorizer. */
export const AuthorizationType = {
  /** Everyone. */
  NONE: "NONE",
  /** Callers who sign their requests and may `execute-api:Invoke`. */
  IAM: "AWS_IAM",
} as const;

/** `NONE` or `AWS_IAM`. */
export type AuthorizationType = (typeof AuthorizationType)[keyof typeof AuthorizationType];
