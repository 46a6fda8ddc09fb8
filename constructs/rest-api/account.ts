import { ApiGatewayAccount as AccountResource } from "@cdktf/provider-aws/lib/api-gateway-account";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { partition } from "../aws-facts";
import { trustPolicy } from "../lambda/policy";
import { physicalName } from "../physical-name";

/**
 * Lets API Gateway write the execution logs of REST APIs. It is a setting of the account in a
 * region, not of an API: make it once, in a stack of its own, before the first API. An API that
 * made it would take it from the others when destroyed. Destroyed itself, it takes the role away, to
 * which the AWS provider 5.100 leaves the setting pointing: REST APIs log no more until another is set.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends Construct {
  /** The underlying setting. */
  readonly resource: AccountResource;
  /** The role by which API Gateway writes. */
  readonly role: IamRole;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.role = new IamRole(this, "Role", {
      name: physicalName(this, 64),
      assumeRolePolicy: trustPolicy("apigateway.amazonaws.com"),
    });
    const attachment = new IamRolePolicyAttachment(this, "Policy", {
      role: this.role.name,
      policyArn: `arn:${partition(this)}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs`,
    });
    this.resource = new AccountResource(this, "Resource", {
      cloudwatchRoleArn: this.role.arn,
      // API Gateway tries the role when it is set.
      dependsOn: [attachment],
    });
  }
}
