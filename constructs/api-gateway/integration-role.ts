import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import type { IFunction } from "../lambda";
import { policyDocument, trustPolicy } from "../lambda/policy";
import { physicalName } from "../core/physical-name";
import { relatedId } from "../core/related-id";
import { settingsId } from "./settings-id";

/** The actions of an AWS service that an integration calls, and what it may act on. */
export interface ServiceAccess {
  /** `sqs:SendMessage` */
  readonly actions: readonly string[];
  /** ARNs. */
  readonly resources: readonly string[];
}

/**
 * A role that API Gateway assumes for what one kind of integration calls. It allows nothing else. Its
 * trust policy has no source condition because AWS documents none for it.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html
 */
export class IntegrationRole extends Construct {
  /** The underlying role. */
  readonly resource: IamRole;
  /** The policy that allows the call; integrations with the role depend on it. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, policyName: string, access: ServiceAccess) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      name: physicalName(this, 64),
      assumeRolePolicy: trustPolicy("apigateway.amazonaws.com"),
    });
    this.policy = new IamRolePolicy(this, "Policy", {
      name: policyName,
      role: this.resource.id,
      policy: policyDocument([access]),
    });
  }
}

/** The role by which the API invokes the function, created once for each pair. */
export function invokeRole(api: Construct, fn: IFunction): IntegrationRole {
  const access = { actions: ["lambda:InvokeFunction"], resources: [fn.functionArn] };
  return roleOnce(api, relatedId(api, "InvokeRole", fn), "invoke", access);
}

/** The role by which the API makes a call, created once for each call and API. */
export function serviceRole(api: Construct, access: ServiceAccess): IntegrationRole {
  return roleOnce(api, settingsId(api, "ServiceRole", { ...access }), "call", access);
}

function roleOnce(
  api: Construct,
  id: string,
  policyName: string,
  access: ServiceAccess,
): IntegrationRole {
  const existing = api.node.tryFindChild(id) as IntegrationRole | undefined;
  return existing ?? new IntegrationRole(api, id, policyName, access);
}
