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

/** The role that a function runs with, and what it may do. */
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

  /** Adds to the role's own policy, which is made with the first statement. */
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

  /** What must stand before the role can do what it is for. */
  get policies(): ITerraformDependable[] {
    return this.inline ? [...this.attachments, this.inline] : this.attachments;
  }
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
function checkSize(scope: Construct, policy: string): void {
  // What is known only at apply counts as empty.
  const size = policy.replace(/\$\{[^}]*\}|\s/g, "").length;
  if (size <= MAX_POLICY_SIZE) {
    return;
  }
  refuse(scope, {
    what: "size of the role's policy",
    value: size,
    allowed: `up to ${MAX_POLICY_SIZE} characters, white space aside`,
    fix: "Name resources by a prefix and *, or make a role of your own and give it as the prop role.",
  });
}

/** By the policy's name, so that a policy added before it replaces nothing. */
function attachmentId(policyArn: string, index: number): string {
  const name = policyArn.slice(policyArn.lastIndexOf("/") + 1);
  return `Managed-${isKnown(name) ? name.replaceAll(":", "-") : index}`;
}
