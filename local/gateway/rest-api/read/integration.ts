import { oneOf, refuse } from "../../common/refuse";
import type {
  ContentHandling,
  Integration,
  IntegrationResponse,
  LambdaTarget,
} from "../model/rest-api";

/** An integration as either form of definition gives it, before it is checked. */
export interface IntegrationDefinition {
  readonly address: string;
  readonly type: string;
  readonly uri: string | undefined;
  readonly httpMethod: string | undefined;
  readonly credentials: string | undefined;
  readonly connectionType: string | undefined;
  readonly requestParameters: Readonly<Record<string, string>>;
  readonly requestTemplates: Readonly<Record<string, string>>;
  readonly passthroughBehavior: string | undefined;
  readonly contentHandling: string | undefined;
  readonly timeoutMilliseconds: number | undefined;
  readonly responses: readonly IntegrationResponse[];
}

const TYPES = ["MOCK", "AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY"] as const;
const PASSTHROUGH = ["WHEN_NO_MATCH", "WHEN_NO_TEMPLATES", "NEVER"] as const;
const CONTENT_HANDLING = ["CONVERT_TO_BINARY", "CONVERT_TO_TEXT"] as const;

export function toIntegration(definition: IntegrationDefinition): Integration {
  const { address, connectionType = "INTERNET", timeoutMilliseconds = 29_000 } = definition;
  const type = oneOf(address, "type", definition.type, TYPES);
  if (connectionType.toUpperCase() !== "INTERNET") {
    const rule = "A VPC link leads into a network of AWS: only INTERNET can be served locally.";
    refuse(address, "connection_type", connectionType, rule);
  }
  if (timeoutMilliseconds < 50) {
    refuse(address, "timeout_milliseconds", String(timeoutMilliseconds), "Use 50 or more.");
  }
  const base = { address, requestParameters: definition.requestParameters, timeoutMilliseconds };
  switch (type) {
    case "MOCK":
      return { ...base, type, ...mapping(definition) };
    case "AWS_PROXY":
      return { ...base, type, ...lambdaTarget(definition) };
    case "AWS":
      return { ...base, type, ...lambdaTarget(definition), ...mapping(definition) };
    case "HTTP_PROXY":
      return {
        ...base,
        type,
        ...httpTarget(definition),
        contentHandling: contentHandling(address, definition.contentHandling),
      };
    case "HTTP":
      return { ...base, type, ...httpTarget(definition), ...mapping(definition) };
  }
}

function mapping(definition: IntegrationDefinition) {
  const {
    address,
    requestTemplates,
    passthroughBehavior = "WHEN_NO_MATCH",
    responses,
  } = definition;
  return {
    requestTemplates,
    passthroughBehavior: oneOf(address, "passthrough_behavior", passthroughBehavior, PASSTHROUGH),
    contentHandling: contentHandling(address, definition.contentHandling),
    responses,
  };
}

export function contentHandling(
  address: string,
  value: string | undefined,
): ContentHandling | undefined {
  return value ? oneOf(address, "content_handling", value, CONTENT_HANDLING) : undefined;
}

const LAMBDA_URI = /^arn:[\w-]+:apigateway:[^:]+:lambda:path\/.+\/functions\/.+\/invocations$/;

function lambdaTarget(definition: IntegrationDefinition): LambdaTarget {
  const { address, uri = "", httpMethod = "", credentials } = definition;
  if (!LAMBDA_URI.test(uri)) {
    const rule =
      "Only integrations with Lambda functions can be served locally: use its invoke_arn.";
    refuse(address, "uri", uri, rule);
  }
  return { uri, httpMethod: httpMethod.toUpperCase(), credentials };
}

function httpTarget({ address, uri = "", httpMethod = "" }: IntegrationDefinition) {
  if (!/^(?:https?:\/\/|\$\{stageVariables\.)/.test(uri)) {
    refuse(address, "uri", uri, "Use an http:// or https:// URL.");
  }
  return { uri, httpMethod: httpMethod.toUpperCase() };
}
