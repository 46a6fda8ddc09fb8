import type { ResolvedResource } from "../../terraform";
import type { NamedResource } from "../../testing/named-resources";
import { findNamed, matching, namedResources } from "../../testing/named-resources";
import { UsageError } from "../command";
import type { NamedStack } from "../project/read-stacks";

/** What has a log: a function, which Lambda knows the log group of, or the log group itself. */
export type LogSource =
  | { readonly kind: "function"; readonly functionName: string; readonly region?: string }
  | { readonly kind: "log group"; readonly logGroup: string; readonly region?: string };

interface Logged extends NamedResource {
  readonly inStack: NamedStack;
  readonly resource: ResolvedResource;
}

const FUNCTIONS = { aws_lambda_function: "function_name" };
const STAGES = { aws_apigatewayv2_stage: "name", aws_api_gateway_stage: "stage_name" };

/**
 * The function or stage that a name means in one of the stacks.
 * @param name Terraform address, construct's path, or a construct id that leads to one only
 * @returns undefined if no stack has it, or if it is what AWS calls a function, too
 * @throws UsageError if several stacks have it
 * @throws Error if a stack has several, or if it has no log group
 */
export function logSource(stacks: readonly NamedStack[], name: string): LogSource | undefined {
  const functions = stacks.flatMap((stack) => loggedIn(stack, FUNCTIONS));
  if (functions.some((one) => one.name === name)) {
    return undefined;
  }
  const stages = stacks.flatMap((stack) => loggedIn(stack, STAGES));
  const fn = findIn("function", functions, name);
  const stage = fn ? undefined : findIn("stage", stages, name);
  return fn ? functionLog(fn) : stage && accessLog(stage);
}

function findIn(what: string, all: readonly Logged[], name: string): Logged | undefined {
  const found = matching(name, all);
  const names = [...new Set(found.map(({ inStack }) => inStack.name))];
  if (names.length > 1) {
    throw new UsageError(
      `${name} is in several stacks. Name one with --stack: ${names.join(", ")}.`,
    );
  }
  return found.length === 0 ? undefined : findNamed(what, name, found);
}

function loggedIn(inStack: NamedStack, types: Readonly<Record<string, string>>): Logged[] {
  const { stack } = inStack;
  const resources = Object.keys(types).flatMap((type) => stack.ofType(type));
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  return namedResources(stack, types).flatMap((one) => {
    const resource = byAddress.get(one.address);
    return resource ? [{ ...one, inStack, resource }] : [];
  });
}

function functionLog({ address, name, inStack }: Logged): LogSource {
  if (name === undefined) {
    throw new Error(
      `${address}: function_name is known only after an apply. Pass the function's name or ARN.`,
    );
  }
  return { kind: "function", functionName: name, region: inStack.stack.region };
}

const LOG_GROUP_ARN = /^arn:[^:]+:logs:[^:]*:[^:]*:log-group:([^:]+)/;

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html */
function accessLog({ address, resource, inStack }: Logged): LogSource {
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
