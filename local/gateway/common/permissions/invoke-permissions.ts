import { StackPolicies } from "../../../iam/stack-policies";
import { parseFunctionReference } from "../../../lambda/config/function-reference";
import type { ResolvedStack } from "../../../terraform/resolved-stack";
import { functionOf } from "../integration/function-uri";
import {
  assumedByApiGateway,
  invokedByPermission,
  invokedByRole,
  type Decision,
  type Target,
} from "./invoke-decision";
import { invokedByAnyone } from "./public-url-decision";
import { servable } from "../unservable/unservable";
import { fillStageVariables } from "../mapping/stage-variables";

/** A route or a method whose integration invokes a function. */
export interface InvokingRoute {
  readonly api: { readonly address: string; readonly executionArn: string };
  /** Terraform address, for messages. */
  readonly address: string;
  /** `GET`, …, `ANY`; undefined for the route `$default`. */
  readonly method: string | undefined;
  /** As defined: `/pets/{id}`. */
  readonly path: string;
  /** URI of the integration; it can hold `${stageVariables.NAME}`. */
  readonly uri: string;
  /** The ARN of the role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
}

/** An authorizer that invokes a function. */
export interface InvokingAuthorizer {
  readonly api: { readonly address: string; readonly executionArn: string };
  /** Terraform address, for messages. */
  readonly address: string;
  readonly id: string;
  /** The ARN of the role that API Gateway assumes to invoke the function. */
  readonly credentials: string | undefined;
}

/** What invokes a function, and the source ARN that a permission for it would name. */
interface Invoking {
  readonly address: string;
  readonly credentials: string | undefined;
  readonly suggestedSource: string;
}

interface Stage {
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** Why API Gateway may not invoke the function, and what to add; undefined if it may. */
export type InvokeCheck = (
  stage: string,
  method: string,
  functionRef: string,
) => string | undefined;

/** Why API Gateway may not invoke an authorizer's function; undefined if it may. */
export type AuthorizerCheck = (functionRef: string) => string | undefined;

/** Not a role: API Gateway invokes the function with the caller's credentials. */
const CALLERS_CREDENTIALS = /^arn:[\w-]+:iam::\*:user\/\*$/;

/**
 * Checks whether API Gateway may invoke the functions of a stack, by the resource-based policy of the
 * function or by the policies of the integration's role.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html#apigateway-permissions
 */
export class InvokePermissions {
  private readonly assumptions = new Set<string>();
  private readonly policies: StackPolicies;
  private readonly functionArns: ReadonlyMap<string, string>;

  constructor(stack: ResolvedStack) {
    this.policies = new StackPolicies(stack);
    this.functionArns = new Map(
      stack.ofType("aws_lambda_function").flatMap((fn) => {
        const named = servable(
          () => [fn.string("function_name") ?? "", fn.string("arn") ?? ""] as const,
        );
        // What can't be resolved makes the function unservable.
        return named.unservable === undefined ? [named.value] : [];
      }),
    );
  }

  /** Parts of the stack's policies that are unknown, and are assumed to allow the invocation. */
  get warnings(): string[] {
    return [...this.assumptions];
  }

  /** Decides for every stage up front; a request only looks up the decision. */
  checkFor(route: InvokingRoute, stages: readonly Stage[]): InvokeCheck {
    const byFunction = new Map<string, Map<string, string | null>>();
    const invoking = { ...route, suggestedSource: `\${${route.api.address}.execution_arn}/*/*` };
    const check: InvokeCheck = (stage, method, functionRef) => {
      const decisions = byFunction.get(functionRef) ?? new Map<string, string | null>();
      const key = route.method === "ANY" ? `${stage} ${method}` : stage;
      const known = decisions.get(key);
      if (known !== undefined) {
        return known ?? undefined;
      }
      const decision = this.decide(invoking, sourceArns(route, stage, method), functionRef);
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

  /**
   * The permission of a route's integration doesn't cover its authorizer, which has an ARN of its
   * own.
   */
  checkForAuthorizer({ api, address, id, credentials }: InvokingAuthorizer): AuthorizerCheck {
    const sources = [`${api.executionArn}/authorizers/${id}`];
    const suggestedSource = `\${${api.address}.execution_arn}/authorizers/${id}`;
    const decisions = new Map<string, string | undefined>();
    return (functionRef) => {
      if (!decisions.has(functionRef)) {
        const invoking = { address, credentials, suggestedSource };
        decisions.set(functionRef, this.decide(invoking, sources, functionRef));
      }
      return decisions.get(functionRef);
    };
  }

  /** Why API Gateway can't assume the role of an integration that calls a service. */
  whyNotAssumed(roleArn: string): string | undefined {
    return this.allowed(assumedByApiGateway(this.policies, roleArn));
  }

  /** Why not everybody may invoke a function through its URL, and what to add. */
  publicUrlDenial(functionRef: string): string | undefined {
    const target = this.targetOf(functionRef);
    return target && this.allowed(invokedByAnyone(this.policies, target));
  }

  private decide(
    invoking: Invoking,
    sources: readonly string[],
    functionRef: string,
  ): string | undefined {
    const target = this.targetOf(functionRef);
    // The invocation of a function outside the stack fails anyway.
    if (!target) {
      return undefined;
    }
    return this.allowed(this.decisionOn(invoking, sources, target));
  }

  /** The denial, if any. Otherwise the assumptions are kept, for the warnings. */
  private allowed({ denial, assumptions }: Decision): string | undefined {
    if (denial === undefined) {
      for (const one of assumptions) {
        this.assumptions.add(one);
      }
    }
    return denial;
  }

  private decisionOn(
    { address, credentials, suggestedSource }: Invoking,
    sources: readonly string[],
    target: Target,
  ): Decision {
    // Terraform treats an empty string as unset.
    if (!credentials) {
      return invokedByPermission(this.policies, target, sources, suggestedSource);
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
 * The possible source ARNs of a request. They contain the path as defined. Whether they contain ANY
 * or the method of the request isn't documented, and reports differ: both are accepted here.
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
