import type { IConstruct } from "constructs";
import { Construct } from "constructs";
import { checkKind, kindProblem, objectWith, required } from "../../core/props";
import { refusalMessage } from "../../core/refusal";
import type { PolicyStatement } from "../policy-statement";

/** What gets rights: a function, or a construct with a role. */
export interface IGrantable extends IConstruct {
  addToRolePolicy(statement: PolicyStatement): void;
}

/** A resource of the AWS provider, or anything else with an ARN. */
export interface IResourceArn {
  readonly arn: string;
}

const GRANTEE = required(
  objectWith("a function with a role of its own", "addToRolePolicy", "node"),
);
const RESOURCE = required(objectWith("a resource with an arn", "arn"));

/** Allows the actions, and nothing else, on the ARNs of a resource. */
export function grant(
  grantee: IGrantable,
  resource: IResourceArn,
  actions: readonly string[],
  arns?: readonly string[],
): void {
  checkGrant(grantee, resource);
  grantee.addToRolePolicy({ actions, resources: arns ?? [resource.arn] });
}

/** Refuses a grantee without a role, and a resource without an ARN. */
export function checkGrant(grantee: IGrantable, resource: IResourceArn): void {
  const problem = kindProblem("grantee", grantee, GRANTEE);
  if (problem !== undefined) {
    // Only a construct has a path.
    const path = Construct.isConstruct(grantee) ? grantee.node.path : "grants";
    throw new Error(refusalMessage(path, problem));
  }
  checkKind(grantee, "resource of a grant", resource, RESOURCE);
}
