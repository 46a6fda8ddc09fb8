import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { IFunction } from "../lambda";
import { policyDocument, trustPolicy } from "../lambda/policy";
import { physicalName } from "../core/physical-name";
import { relatedId } from "../core/related-id";

/**
 * A role that API Gateway assumes to invoke one function. It allows nothing else. Its trust policy has
 * no source condition because AWS documents none for it.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export class InvokeRole extends Construct {
  /** The underlying role. */
  readonly resource: IamRole;
  /** The policy that allows the invocation; integrations with the role depend on it. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, fn: IFunction) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      name: physicalName(this, 64),
      assumeRolePolicy: trustPolicy("apigateway.amazonaws.com"),
    });
    this.policy = new IamRolePolicy(this, "Policy", {
      name: "invoke",
      role: this.resource.id,
      policy: policyDocument([{ actions: ["lambda:InvokeFunction"], resources: [fn.functionArn] }]),
    });
  }
}

/** The role by which the API invokes the function, created once for each pair. */
export function invokeRole(api: Construct, fn: IFunction): InvokeRole {
  const id = relatedId(api, "InvokeRole", fn);
  return (api.node.tryFindChild(id) as InvokeRole | undefined) ?? new InvokeRole(api, id, fn);
}
