import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { physicalName } from "../core/physical-name";
import type { PolicyStatement } from "./policy-statement";
import { checkStatements } from "./policy-statement";
import { policyDocument, trustPolicy } from "./policy";
import { isKnown } from "../core/known";
import { refuse } from "../core/refusal";

const MAX_POLICY_SIZE = 10_240;

/** The execution role of a function, with its policies. */
export class ExecutionRole extends Construct {
  /** The underlying role. */
  readonly resource: IamRole;
  private readonly attachments: IamRolePolicyAttachment[];
  private readonly statements: PolicyStatement[] = [];
  private inline?: IamRolePolicy;

  constructor(scope: Construct, id: string, managedPolicies: readonly string[]) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      name: physicalName(this, 64),
      assumeRolePolicy: trustPolicy("lambda.amazonaws.com"),
    });
    this.attachments = managedPolicies.map(
      (policyArn, index) =>
        new IamRolePolicyAttachment(this, attachmentId(policyArn, index), {
          role: this.resource.name,
          policyArn,
        }),
    );
  }

  /** Adds statements to the role's inline policy, which the first statement creates. */
  allow(statements: readonly PolicyStatement[]): void {
    if (statements.length === 0) {
      return;
    }
    const all = [...this.statements, ...statements];
    checkStatements(this, all);
    const policy = policyDocument(all);
    checkSize(this, policy);
    this.statements.push(...statements);
    if (this.inline) {
      this.inline.policy = policy;
      return;
    }
    this.inline = new IamRolePolicy(this, "Policy", {
      name: "default",
      role: this.resource.id,
      policy,
    });
  }

  /** The policies, which must exist before the role can be used. */
  get policies(): ITerraformDependable[] {
    return this.inline ? [...this.attachments, this.inline] : this.attachments;
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function checkSize(scope: Construct, policy: string): void {
  // A value that is known only at apply counts as empty.
  const size = policy.replace(/\$\{[^}]*\}|\s/g, "").length;
  if (size <= MAX_POLICY_SIZE) {
    return;
  }
  refuse(scope, {
    what: "size of the role's policy",
    value: size,
    allowed: `up to ${MAX_POLICY_SIZE} characters, without white space`,
    fix: "Name several resources by a prefix and *, or pass your own role as the prop role.",
  });
}

/** Uses the policy's name, so adding a policy before it doesn't replace it. */
function attachmentId(policyArn: string, index: number): string {
  const name = policyArn.slice(policyArn.lastIndexOf("/") + 1);
  return `Managed-${isKnown(name) ? name.replaceAll(":", "-") : index}`;
}
