import type { StackPolicies } from "../../../iam/stack-policies";
import { accessBy } from "../../../iam/stack-policy";
import type { Decision, Target } from "./invoke-decision";

/**
 * Whether the resource-based policy of a function lets everybody invoke it through its URL: both
 * actions must be allowed. The Terraform provider itself adds the permission for the first one if the
 * URL has no qualifier.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html
 */
export function invokedByAnyone(stack: StackPolicies, target: Target): Decision {
  const policies = stack.ofFunction(target.arn);
  const needed = target.qualifier === undefined ? [INVOKE] : [INVOKE_URL, INVOKE];
  const assumptions: string[] = [];
  for (const { action, context, attributes } of needed) {
    const principal = { type: "AWS", id: "anonymous" } as const;
    const access = accessBy(policies, { principal, action, resource: target.arn, context });
    if (!access.isAllowed) {
      return { denial: denialOf(target, { action, ...attributes }), assumptions: [] };
    }
    assumptions.push(...access.assumptions);
  }
  return { denial: undefined, assumptions };
}

/** Nothing is known of an anonymous caller. */
const ANONYMOUS: readonly [string, string[]][] = [
  ["aws:sourcearn", []],
  ["aws:sourceaccount", []],
  ["aws:principalorgid", []],
  ["lambda:eventsourcetoken", []],
];

const INVOKE_URL = {
  action: "lambda:InvokeFunctionUrl",
  context: new Map([...ANONYMOUS, ["lambda:functionurlauthtype", ["NONE"]]]),
  attributes: { function_url_auth_type: "NONE" },
};

const INVOKE = {
  action: "lambda:InvokeFunction",
  context: new Map([
    ...ANONYMOUS,
    ["lambda:functionurlauthtype", []],
    ["lambda:invokedviafunctionurl", ["true"]],
  ]),
  attributes: {},
};

function denialOf({ arn, name, qualifier }: Target, attributes: object): string {
  const needed = {
    ...attributes,
    function_name: name,
    ...(qualifier !== undefined && { qualifier }),
    principal: "*",
  };
  const lines = Object.entries(needed).map(([attribute, value]) => `${attribute} = "${value}"`);
  return `no aws_lambda_permission lets everybody invoke ${arn} through its URL. Add one with ${lines.join(", ")}.`;
}
