import type { IConstruct } from "constructs";
import { Construct } from "constructs";
import type { Kind } from "../../core/props";
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

/** Allows the actions, and nothing else, on the ARNs. */
export function grant(
  grantee: IGrantable,
  actions: readonly string[],
  resources: readonly string[],
): void {
  checkGrantee(grantee);
  grantee.addToRolePolicy({ actions, resources });
}

/** Refuses a grantee without a role, and a resource of another kind. */
export function checkGrant(grantee: IGrantable, resource: IResourceArn, kind: Kind): void {
  checkGrantee(grantee);
  checkKind(grantee, "resource of a grant", resource, required(kind));
}

function checkGrantee(grantee: IGrantable): void {
  const problem = kindProblem("grantee", grantee, GRANTEE);
  if (problem !== undefined) {
    // Only a construct has a path.
    const path = Construct.isConstruct(grantee) ? grantee.node.path : "grants";
    throw new Error(refusalMessage(path, problem));
  }
}
