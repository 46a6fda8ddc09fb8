import type { IConstruct } from "constructs";
import { checkKind, objectWith, required } from "../../core/props";
import type { PolicyStatement } from "../policy-statement";

/** What gets rights: a function, or a construct with a role. */
export interface IGrantable extends IConstruct {
  addToRolePolicy(statement: PolicyStatement): void;
}

/** A resource of the AWS provider, or anything else with an ARN. */
export interface IResourceArn {
  readonly arn: string;
}

const GRANTEE = required(objectWith("a function with a role of its own", "addToRolePolicy"));
const RESOURCE = required(objectWith("a resource with an arn", "arn"));

/** Allows the actions, and nothing else, on the ARNs of a resource. */
export function grant(
  grantee: IGrantable,
  resource: IResourceArn,
  actions: readonly string[],
  arns: readonly string[] = [resource.arn],
): void {
  checkKind(grantee, "grantee", grantee, GRANTEE);
  checkKind(grantee, "resource of a grant", resource, RESOURCE);
  grantee.addToRolePolicy({ actions, resources: arns });
}
