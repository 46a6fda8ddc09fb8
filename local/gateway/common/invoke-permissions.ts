import { StackPolicies } from "../../iam/stack-policies";
import { parseFunctionReference } from "../../lambda/config/function-reference";
import type { ResolvedStack } from "../../terraform/resolved-stack";
import { functionOf } from "./function-uri";
import { invokedByPermission, invokedByRole, type Decision, type Target } from "./invoke-decision";
import { fillStageVariables } from "./stage-variables";

/** A route or a method whose integration invokes a function. */
export interface InvokingRoute {
  readonly api: { readonly address: string; readonly executionArn: string };
  /** Where it is defined, for the warnings. */
  readonly address: string;
  /** `GET`, …, `ANY`; undefined for the route `$default`. */
  readonly method: string | undefined;
  /** As it is defined: `/pets/{id}`. */
  readonly path: string;
  /** The integration's; it can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  /** The ARN of the role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
}

interface Stage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Why API Gateway may not invoke the function for a request, and what to add; undefined if it may. */
export type InvokeCheck = (
  stage: string,
  method: string,
  functionRef: string,
) => string | undefined;

/** In place of a role: the function is invoked with the credentials of the caller. */
const CALLERS_CREDENTIALS = /^arn:[\w-]+:iam::\*:user\/\*$/;

/**
 * Whether API Gateway may invoke the functions of a stack: by the function's resource-based policy,
 * or by the policies of the role that the integration names.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-permissions
 */
export class InvokePermissions {
  private readonly assumptions = new Set<string>();
  private readonly policies: StackPolicies;
  private readonly functionArns: ReadonlyMap<string, string>;

  constructor(stack: ResolvedStack) {
    this.policies = new StackPolicies(stack);
    this.functionArns = new Map(
      stack
        .ofType("aws_lambda_function")
        .map((fn) => [fn.string("function_name") ?? "", fn.string("arn") ?? ""]),
    );
  }

  /** What isn't known of the stack's policies, and counts as allowing what it is about. */
  get warnings(): string[] {
    return [...this.assumptions];
  }

  /** Decides for every stage at once; for a request there is only a decision to look up. */
  checkFor(route: InvokingRoute, stages: readonly Stage[]): InvokeCheck {
    const byFunction = new Map<string, Map<string, string | null>>();
    const check: InvokeCheck = (stage, method, functionRef) => {
      const decisions = byFunction.get(functionRef) ?? new Map<string, string | null>();
      const key = route.method === "ANY" ? `${stage} ${method}` : stage;
      const known = decisions.get(key);
      if (known !== undefined) {
        return known ?? undefined;
      }
      const decision = this.decide(route, sourceArns(route, stage, method), functionRef);
      byFunction.set(functionRef, decisions.set(key, decision ?? null));
      return decision;
    };
    for (const { name, variables } of stages) {
      const uri = fillStageVariables(route.uri, variables);
      if (uri !== undefined) {
        check(name, route.method ?? "", functionOf(uri) || uri);
      }
    }
    return check;
  }

  private decide(
    route: InvokingRoute,
    sources: readonly string[],
    functionRef: string,
  ): string | undefined {
    const target = this.targetOf(functionRef);
    // To invoke a function that the stack doesn't have fails anyway.
    if (!target) {
      return undefined;
    }
    const { denial, assumptions } = this.decisionOn(route, sources, target);
    if (denial === undefined) {
      for (const one of assumptions) {
        this.assumptions.add(one);
      }
    }
    return denial;
  }

  private decisionOn(
    { api, address, credentials }: InvokingRoute,
    sources: readonly string[],
    target: Target,
  ): Decision {
    // Terraform leaves out an empty text.
    if (!credentials) {
      return invokedByPermission(this.policies, target, sources, api.address);
    }
    if (!CALLERS_CREDENTIALS.test(credentials)) {
      return invokedByRole(this.policies, target, credentials);
    }
    return {
      denial: `${address} invokes the function with the caller's credentials, which an unsigned request doesn't have. Set credentials to the ARN of a role, or omit them and add an aws_lambda_permission.`,
      assumptions: [],
    };
  }

  private targetOf(functionRef: string): Target | undefined {
    const { name = "", qualifier } = parseFunctionReference(functionRef) ?? {};
    const arn = this.functionArns.get(name);
    if (arn === undefined) {
      return undefined;
    }
    return { name, qualifier, arn: qualifier === undefined ? arn : `${arn}:${qualifier}` };
  }
}

/**
 * The ARNs by which Lambda can know a request. They hold the path as it is defined. What they hold
 * of an ANY method isn't documented, and reports differ: either may be allowed here.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
 */
function sourceArns({ api, method, path }: InvokingRoute, stage: string, sent: string): string[] {
  const prefix = `${api.executionArn}/${stage}`;
  if (method === undefined) {
    return [`${prefix}/$default`];
  }
  return [...new Set([method, method === "ANY" && sent !== "" ? sent : method])].map(
    (one) => `${prefix}/${one}${path}`,
  );
}
