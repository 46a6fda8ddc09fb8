import { StackPolicies } from "../../../iam/stack-policies";
import { accessBy, ifResolved, type Access } from "../../../iam/stack-policy";
import {
  verifySignature,
  type Caller,
  type Credentials,
  type CredentialSource,
} from "../../../iam/sigv4";
import type { FunctionCredentials } from "../../../lambda/config/function-credentials";
import type { ResolvedStack } from "../../../terraform/resolved-stack";
import type { GatewayServices } from "../../services";
import type { HttpRequest } from "../http/http-message";
import { sentPath } from "../http/domain-mapping";

/** Who signed a request. */
export interface SignedBy {
  readonly caller: Caller;
  /** ARN of a function's role. Undefined for other callers, whose policies aren't in the stack. */
  readonly roleArn: string | undefined;
}

/** Knows the functions of a stack by what they sign with, and what their roles may do. */
export class FunctionCallers {
  private readonly policies: StackPolicies;
  private readonly functions: readonly FunctionCredentials[];
  private readonly others: Credentials | undefined;
  private readonly roles: ReadonlyMap<string, string>;

  constructor(
    stack: ResolvedStack,
    {
      functionCredentials = [],
      credentials,
    }: Pick<GatewayServices, "functionCredentials" | "credentials">,
  ) {
    this.functions = functionCredentials;
    this.others = credentials;
    this.policies = new StackPolicies(stack);
    this.roles = new Map(
      stack.ofType("aws_lambda_function").flatMap((fn) => {
        const name = ifResolved(() => fn.string("function_name"));
        const role = ifResolved(() => fn.string("role"));
        return name !== undefined && role !== undefined ? [[name, role] as const] : [];
      }),
    );
  }

  /** @throws SignatureError for a request that nobody whom the runner knows has signed */
  verify(request: HttpRequest, region: string): SignedBy {
    let roleArn: string | undefined;
    const credentials: CredentialSource = {
      get: (accessKey, sessionToken) => {
        const known = this.others?.get(accessKey);
        if (known) {
          return known;
        }
        const [fn, ...others] = this.find(accessKey, sessionToken);
        // Functions that share credentials can't be told apart, nor can their roles.
        roleArn = fn && others.length === 0 ? this.roles.get(fn.functionName) : undefined;
        return fn && { ...fn, caller: callerOf(fn, roleArn) };
      },
    };
    const signed = { ...request, path: sentPath(request) };
    return { caller: verifySignature(signed, { credentials, region }), roleArn };
  }

  /**
   * Whether the policies of a role allow an action. A role that isn't in the stack is assumed to be
   * allowed everything.
   */
  access(roleArn: string, action: string, resource: string): Access {
    const role = this.policies.ofRole(roleArn);
    if (!role) {
      const assumption = `${roleArn} is not a role of this stack: the local runner assumes that it allows ${action}.`;
      return { isAllowed: true, isDeniedExplicitly: false, assumptions: [assumption] };
    }
    const request = { action, resource, context: new Map() };
    const bounds = role.boundary && accessBy([role.boundary], request);
    return bounds?.isAllowed === false ? bounds : accessBy(role.permissions, request);
  }

  private find(accessKey: string, sessionToken: string | undefined) {
    return this.functions.filter(
      (fn) => fn.accessKey === accessKey && fn.sessionToken === sessionToken,
    );
  }
}

function callerOf(
  { accessKey, functionName }: FunctionCredentials,
  roleArn = "arn:aws:iam::000000000000:role/unknown",
): Caller {
  const [, partition = "aws", , , accountId = ""] = roleArn.split(":");
  const role = roleArn.slice(roleArn.lastIndexOf("/") + 1);
  return {
    accessKey,
    accountId,
    userArn: `arn:${partition}:sts::${accountId}:assumed-role/${role}/${functionName}`,
    userId: `AROALOCAL:${functionName}`,
    principalOrgId: null,
  };
}
