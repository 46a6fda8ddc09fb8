import { oneOf, refuse } from "../../common/unservable/refuse";
import type { Integration } from "../model/rest-api";
import type { LambdaTarget } from "./integration-kind";

export const LAMBDA_URI =
  /^arn:[\w-]+:apigateway:[^:]+:lambda:path\/.+\/functions\/.+\/invocations$/;

/** @throws Error where the uri names something other than a Lambda function */
export function lambdaTarget(integration: Integration): LambdaTarget {
  const { address, uri = "", httpMethod = "", credentials } = integration;
  if (!LAMBDA_URI.test(uri)) {
    const rule =
      "Only integrations with Lambda functions can be served locally: use the function's invoke_arn.";
    refuse(address, "uri", uri, rule);
  }
  return { address, uri, httpMethod: httpMethod.toUpperCase(), credentials };
}

export interface BackendTarget {
  readonly uri: string;
  /** `GET`, …, or `ANY`. */
  readonly httpMethod: string;
}

/** @throws Error where the uri isn't an HTTP URL */
export function backendTarget({ address, uri = "", httpMethod = "" }: Integration): BackendTarget {
  if (!/^(?:https?:\/\/|\$\{stageVariables\.)/.test(uri)) {
    refuse(address, "uri", uri, "Use an http:// or https:// URL.");
  }
  return { uri, httpMethod: httpMethod.toUpperCase() };
}

/** Timeouts in milliseconds. Above the default, AWS raises the quota for all but edge-optimized APIs. */
const TIMEOUT = { min: 50, max: 300_000, maxOfEdge: 29_000 };

/** Refuses what no kind of integration can do. */
export function checkCommonSettings(integration: Integration, endpointType: string): void {
  const { address, connectionType = "INTERNET", timeoutMilliseconds } = integration;
  const type = oneOf(address, "connection_type", connectionType, ["INTERNET", "VPC_LINK"]);
  if (type === "VPC_LINK" && !/^HTTP/i.test(integration.type)) {
    const rule = "Only integrations of type HTTP or HTTP_PROXY can use a VPC link.";
    refuse(address, "connection_type", connectionType, rule);
  }
  const max = endpointType === "EDGE" ? TIMEOUT.maxOfEdge : TIMEOUT.max;
  if (timeoutMilliseconds < TIMEOUT.min || timeoutMilliseconds > max) {
    const rule = `Use ${TIMEOUT.min} to ${max} for an API of type ${endpointType}.`;
    refuse(address, "timeout_milliseconds", String(timeoutMilliseconds), rule);
  }
}
