/** A permission that a policy of the stack grants or denies, of one action on one resource. */
export interface Grant {
  /** A function's or role's name, or the principal of a resource-based policy. */
  readonly who: string;
  /** Terraform address of the role or of the permission. */
  readonly address: string;
  /** Address of the policy or permission that grants it; an ARN for one outside the stack. */
  readonly policy: string;
  readonly effect: "Allow" | "Deny";
  /** It can have `*`. `not X` for `NotAction`. */
  readonly action: string;
  /** An address of the stack, or an ARN, which can have `*`. `not X` for `NotResource`. */
  readonly resource: string;
  /** Of a Lambda permission: what may use it. It can have `*`. */
  readonly source: string | undefined;
  /** Keys of the conditions. */
  readonly conditionKeys: readonly string[];
  /** A hash of the conditions. Empty without any. */
  readonly conditions: string;
}
