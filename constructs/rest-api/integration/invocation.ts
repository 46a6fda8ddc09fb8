import type { InvocationRight } from "../../api-gateway";
import { grantInvocation } from "../../api-gateway";
import type { Duration } from "../../core/duration";
import type { IFunction } from "../../lambda";
import type { Connection } from "./connection";
import { connection } from "./connection";
import type { IntegrationContext } from "./integration";
import { invokeUri } from "./invoke-uri";

/** How API Gateway invokes a function. */
export type InvocationProps = InvocationTimeout & InvocationRight;

interface InvocationTimeout {
  /**
   * How long API Gateway waits for the function, 50 milliseconds to 29 seconds. In Regional and private
   * APIs up to 300 seconds, with a warning, because the account needs a higher quota.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
}

/** The part of an integration object that names the function and the role that invokes it. */
export interface Invocation extends Connection {
  readonly httpMethod: "POST";
  readonly uri: string;
  readonly credentials?: string;
}

export function invocation(
  context: IntegrationContext,
  fn: IFunction,
  props: InvocationProps,
): Invocation {
  const { dependsOn, credentialsArn } = grantInvocation(
    context.api,
    context.executionArn,
    fn,
    props,
  );
  context.dependsOn(dependsOn);
  return {
    ...connection(context, props.timeout),
    // Lambda is invoked by POST, whatever the method of the request.
    httpMethod: "POST",
    uri: invokeUri(context.api, fn),
    credentials: credentialsArn,
  };
}
