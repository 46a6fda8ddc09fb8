import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Construct } from "constructs";
import { policyDocument, trustPolicy } from "../lambda/policy";
import { physicalName } from "../core/physical-name";
import { settingsId } from "./settings-id";

/** The actions of an AWS service that an integration calls, and what it may act on. */
export interface ServiceAccess {
  /** `sqs:SendMessage` */
  readonly actions: readonly string[];
  /** ARNs. */
  readonly resources: readonly string[];
}

/** A role that API Gateway assumes to call an AWS service. It allows nothing else. */
export class ServiceRole extends Construct {
  /** The underlying role. */
  readonly resource: IamRole;
  /** The policy that allows the call; integrations with the role depend on it. */
  readonly policy: IamRolePolicy;

  constructor(scope: Construct, id: string, access: ServiceAccess) {
    super(scope, id);
    this.resource = new IamRole(this, "Resource", {
      name: physicalName(this, 64),
      assumeRolePolicy: trustPolicy("apigateway.amazonaws.com"),
    });
    this.policy = new IamRolePolicy(this, "Policy", {
      name: "call",
      role: this.resource.id,
      policy: policyDocument([access]),
    });
  }
}

/** The role by which the API makes a call, created once for each call and API. */
export function serviceRole(api: Construct, access: ServiceAccess): ServiceRole {
  const id = settingsId(api, "ServiceRole", { ...access });
  return (api.node.tryFindChild(id) as ServiceRole | undefined) ?? new ServiceRole(api, id, access);
}
