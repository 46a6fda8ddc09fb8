import { allowInvocation, invokeRole, PermissionScope } from "../../api-gateway";
import { IFunction } from "../../lambda";
import { Connection, connection } from "./connection";
import { IntegrationSite } from "./integration";
import { invokeUri } from "./invoke-uri";

/** How API Gateway invokes a function. */
export type InvocationProps = InvocationTimeout & (ByPermission | ByRole);

interface InvocationTimeout {
  /**
   * How long API Gateway waits for the function, 50 to 29,000 milliseconds.
   * @default 29000
   */
  readonly timeout?: number;
}

/** The function's own policy lets the API invoke it: one statement for all methods. */
interface ByPermission {
  readonly credentials?: undefined;
  /**
   * For which requests the function may be invoked.
   * @default the whole API
   */
  readonly permission?: PermissionScope;
}

/** API Gateway assumes a role that may invoke just this function, whose policy is left alone. */
interface ByRole {
  /** @default a permission in the function's policy */
  readonly credentials: "role";
  readonly permission?: undefined;
}

/** The part of an integration that says which function is invoked and by what right. */
export interface Invocation extends Connection {
  readonly httpMethod: "POST";
  readonly uri: string;
  readonly credentials?: string;
}

export function invocation(
  site: IntegrationSite,
  fn: IFunction,
  props: InvocationProps,
): Invocation {
  return {
    ...connection(site, props.timeout),
    // Lambda is invoked by POST, whatever the method of the request.
    httpMethod: "POST",
    uri: invokeUri(site.api, fn),
    credentials: right(site, fn, props),
  };
}

/** Gives API Gateway the right to invoke; the role's ARN, if it is by a role. */
function right(
  { api, executionArn, first }: IntegrationSite,
  fn: IFunction,
  { credentials, permission }: InvocationProps,
): string | undefined {
  if (credentials === "role") {
    const role = invokeRole(api, fn);
    first(role.policy);
    return role.resource.arn;
  }
  first(allowInvocation(api, executionArn, fn, permission));
  return undefined;
}
