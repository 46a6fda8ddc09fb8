/**
 * The start of a variable that IAM replaces, such as `${aws:username}` or `${*}`; Terraform's
 * `provider::…` has two colons.
 */
const POLICY_VARIABLE = /\$\{(?=[\w-]+:(?!:)|[*?$]\})/g;

/**
 * Escapes IAM's variables in a policy, and leaves Terraform's expressions to be evaluated.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withPolicyVariables(policy: string): string {
  return policy.replace(POLICY_VARIABLE, "$$$${");
}
