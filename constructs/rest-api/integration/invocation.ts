import type { InvocationRight } from "../../api-gateway";
import { grantInvocation } from "../../api-gateway";
import type { Duration } from "../../core/duration";
import type { IFunction } from "../../lambda";
import type { Connection } from "./connection";
import { connection } from "./connection";
import type { IntegrationSite } from "./integration";
import { invokeUri } from "./invoke-uri";

/** How API Gateway invokes a function. */
export type InvocationProps = InvocationTimeout & InvocationRight;

interface InvocationTimeout {
  /**
   * How long API Gateway waits for the function, 50 milliseconds to 29 seconds.
   * @default Duration.seconds(29)
   */
  readonly timeout?: Duration;
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
  const { by, credentialsArn } = grantInvocation(site.api, site.executionArn, fn, props);
  site.first(by);
  return {
    ...connection(site, props.timeout),
    // Lambda is invoked by POST, whatever the method of the request.
    httpMethod: "POST",
    uri: invokeUri(site.api, fn),
    credentials: credentialsArn,
  };
}
