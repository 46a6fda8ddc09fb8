/**
 * The start of a variable that IAM fills in, such as `${aws:username}` or `${*}`; Terraform's
 * `provider::…` has two colons.
 */
const POLICY_VARIABLE = /\$\{(?=[\w-]+:(?!:)|[*?$]\})/g;

/**
 * A policy whose variables reach IAM, while Terraform's expressions are evaluated.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withPolicyVariables(policy: string): string {
  return policy.replace(POLICY_VARIABLE, "$$$${");
}
