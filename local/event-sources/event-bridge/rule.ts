import {
  constructPath,
  type ResolvedResource,
  type ResolvedStack,
  StackError,
} from "../../terraform";
import { readDeliveryTarget, type DeliveryTarget } from "../delivery";
import { checkPermission } from "../permission";
import { isFunction, isJson } from "../targets";
import { readInput, type TargetInput } from "./target-input";

export const RULE_TYPE = "aws_cloudwatch_event_rule";
const DEFAULT_BUS = "default";

/** A rule and its targets. */
export interface Rule {
  readonly address: string;
  /** Undefined if the stack isn't CDKTF's. */
  readonly constructPath: string | undefined;
  readonly name: string;
  readonly arn: string;
  readonly region: string;
  readonly accountId: string;
  readonly bus: string;
  readonly pattern: string | undefined;
  readonly schedule: string | undefined;
  readonly targets: readonly RuleTarget[];
}

export interface RuleTarget extends DeliveryTarget {
  readonly input: TargetInput;
}

/** @returns undefined if the rule is disabled or has no targets */
export function readRule(resource: ResolvedResource, stack: ResolvedStack): Rule | undefined {
  const isOff = resource.boolean("is_enabled") === false || resource.string("state") === "DISABLED";
  const { address } = resource;
  const name = resource.string("name") ?? "";
  const arn = resource.string("arn") ?? "";
  const bus = busName(resource);
  const targets = stack
    .ofType("aws_cloudwatch_event_target")
    .filter((target) => target.string("rule") === name && busName(target) === bus)
    .map((target) => ({ ...readDeliveryTarget(target), input: checkedInput(target) }));
  if (isOff || targets.length === 0) {
    return undefined;
  }
  for (const target of targets.filter((one) => isFunction(one.arn))) {
    const principal = "events.amazonaws.com";
    checkPermission(stack, target.arn, { address, principal, sourceArn: arn });
  }
  const [, , , region = "", accountId = ""] = arn.split(":");
  const pattern = resource.string("event_pattern");
  const schedule = resource.string("schedule_expression");
  return {
    address,
    constructPath: constructPath(resource),
    name,
    arn,
    region,
    accountId,
    bus,
    pattern,
    schedule,
    targets,
  };
}

/** @throws StackError with AWS's text */
function checkedInput(target: ResolvedResource): TargetInput {
  const input = readInput(target);
  if (input.kind === "constant" && !isJson(input.text)) {
    const id = target.string("target_id") ?? "";
    throw new StackError(`${target.address}: Input for target ${id} is not a valid JSON text`);
  }
  return input;
}

/** Of a name or an ARN. */
function busName(resource: ResolvedResource): string {
  return (resource.string("event_bus_name") ?? DEFAULT_BUS).split("/").pop() ?? DEFAULT_BUS;
}
