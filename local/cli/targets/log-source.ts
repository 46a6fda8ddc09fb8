import type { NamedStack } from "../project/read-stacks";
import type { DeployedFunction, StackResource } from "./stack-resources";
import { findOne, functionNamed, resourcesOf } from "./stack-resources";

/** What has a log: a function, which Lambda knows the log group of, or the log group itself. */
export type LogSource =
  | ({ readonly kind: "function" } & DeployedFunction)
  | { readonly kind: "log group"; readonly logGroup: string; readonly region?: string };

const STAGES = { aws_apigatewayv2_stage: "name", aws_api_gateway_stage: "stage_name" };

/**
 * The function or stage that a name means in one of the stacks.
 * @param name Terraform address, construct's path, or a construct id that leads to one only; of a
 * function, also what AWS calls it
 * @returns undefined if no stack has it
 * @throws UsageError if several stacks have it
 * @throws Error if a stack has several, or if it has no log group
 */
export function logSource(stacks: readonly NamedStack[], name: string): LogSource | undefined {
  const fn = functionNamed(stacks, name);
  if (fn) {
    return { kind: "function", ...fn };
  }
  const stages = stacks.flatMap((stack) => resourcesOf(stack, STAGES));
  const stage = findOne("stage", stages, name);
  return stage && accessLog(stage);
}

const LOG_GROUP_ARN = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
function accessLog({ address, resource, inStack }: StackResource): LogSource {
  const destination = resource.blocks("access_log_settings")[0]?.string("destination_arn");
  const [, logGroup] = LOG_GROUP_ARN.exec(destination ?? "") ?? [];
  if (logGroup === undefined) {
    throw new Error(
      destination === undefined
        ? `${address} has no access log. Add access_log_settings with the ARN of a log group.`
        : `${address}: access_log_settings.destination_arn is ${JSON.stringify(destination)}, which is not a log group.`,
    );
  }
  return { kind: "log group", logGroup, region: inStack.stack.region };
}
