import { ApiGatewayAccount as AccountResource } from "@cdktf/provider-aws/lib/api-gateway-account";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { Construct } from "constructs";
import { partition } from "../core/aws-facts";
import { isBefore, providerVersion } from "../core/provider-version";
import { trustPolicy } from "../lambda/policy";
import { physicalName } from "../core/physical-name";

/**
 * Lets API Gateway write the logs of REST and WebSocket APIs. It is a setting of the account in a
 * region, not of an API: create it once, in a separate stack, before the first API. If it belonged to
 * an API, destroying that API would remove it from the others. It replaces the role that is set, which
 * `aws apigateway get-account` shows. Don't destroy it while the region has such APIs: they would stop
 * logging, and API Gateway would refuse new stages with logs.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export class ApiGatewayAccount extends Construct {
  /** The underlying setting. */
  readonly resource: AccountResource;
  /** The role with which API Gateway writes logs. */
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
    resetOnDelete(this.resource);
  }
}

/**
 * Removes the setting on destruction; otherwise it would refer to a deleted role. Provider version 6
 * and later always does so and refuses the attribute.
 * @see https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/api_gateway_account#reset_on_delete
 */
function resetOnDelete(account: AccountResource): void {
  const version = providerVersion(account);
  if (version !== undefined && isBefore(version, "6.0.0")) {
    account.addOverride("reset_on_delete", true);
  }
}
