import { Construct } from "constructs";
import { checkPattern } from "../limits";
import { refuse } from "../refusal";
import { escaped } from "../literal";
import { IntegrationObject } from "./integrations";
import { requestParameters, responseHeaders } from "./method-parameters";
import { MethodOptions, MethodResponse } from "./method-props";
import { Models } from "./model";
import { checkStatusCode } from "./status-code";

/** Where a method's description is made. */
export interface MethodSite {
  readonly api: Construct;
  readonly models: Models;
  readonly path: string;
  /** E.g. `GET /pets`, as an error names it. */
  readonly method: string;
}

/** The method as an operation of the OpenAPI document. */
export function operation(
  site: MethodSite,
  integration: IntegrationObject,
  options: MethodOptions,
): object {
  const { operationName, requestModels } = options;
  const { requestValidation = requestModels ? "body" : "none" } = options;
  checkChoices(site, { ...options, requestValidation });
  return {
    ...escaped({
      operationId: operationName,
      security: security(options),
      parameters: requestParameters(site.api, site.path, options.requestParameters),
      requestBody: requestModels && { content: site.models.content(requestModels), required: true },
      "x-amazon-apigateway-request-validator":
        requestValidation === "none" ? undefined : requestValidation,
      responses: responses(site, integration, options.methodResponses),
    }),
    "x-amazon-apigateway-integration": withEscapedText(integration),
  };
}

function checkChoices(
  { api, method }: MethodSite,
  { authorizationType, requestValidation }: MethodOptions,
): void {
  checkPattern(api, `authorizationType of ${method}`, authorizationType, {
    pattern: /^(NONE|AWS_IAM)$/,
    allowed: "NONE or AWS_IAM",
    fix: "Choose AWS_IAM for callers who sign their requests.",
  });
  checkPattern(api, `requestValidation of ${method}`, requestValidation, {
    pattern: /^(body|parameters|all|none)$/,
    allowed: "body, parameters, all or none",
    fix: "Choose what is checked before the integration.",
  });
}

/** One scheme an entry, as API Gateway exports them. */
function security({ authorizationType, apiKeyRequired }: MethodOptions): object[] | undefined {
  const schemes = [
    ...(authorizationType === "AWS_IAM" ? ["sigv4"] : []),
    ...(apiKeyRequired ? ["api_key"] : []),
  ];
  return schemes.length > 0 ? schemes.map((scheme) => ({ [scheme]: [] })) : undefined;
}

/** What the integration is called by may hold Terraform's expressions; all else is literal. */
function withEscapedText({ uri, credentials, ...rest }: IntegrationObject): IntegrationObject {
  return { ...escaped(rest), uri, credentials };
}

function responses(
  site: MethodSite,
  integration: IntegrationObject,
  given: readonly MethodResponse[] | undefined,
): Record<string, object> {
  const used = Object.values(integration.responses ?? {}).map(({ statusCode }) => statusCode);
  const all = given ?? [...new Set(used)].map((statusCode) => ({ statusCode }));
  const byStatus: Record<string, object> = {};
  for (const response of all) {
    const { statusCode } = response;
    checkStatusCode(site.api, `statusCode of ${site.method}`, statusCode);
    if (statusCode in byStatus) refuseResponse(site, statusCode, "one method response of a status");
    byStatus[statusCode] = responseObject(site, response);
  }
  const missing = used.find((statusCode) => !(statusCode in byStatus));
  if (missing !== undefined) {
    refuseResponse(site, missing, `${Object.keys(byStatus).join(", ")}, the method's responses`);
  }
  return byStatus;
}

function responseObject(
  { api, models }: MethodSite,
  { statusCode, models: content, responseParameters }: MethodResponse,
): object {
  return {
    description: `${statusCode} response`,
    headers: responseParameters && responseHeaders(api, responseParameters),
    content: content && models.content(content),
  };
}

function refuseResponse({ api, method }: MethodSite, value: string, allowed: string): never {
  return refuse(api, {
    what: `statusCode of a response of ${method}`,
    value,
    allowed,
    fix: "Give methodResponses one entry for each status that the integration's responses have.",
  });
}
