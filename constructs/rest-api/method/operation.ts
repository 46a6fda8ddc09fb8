import type { Construct } from "constructs";
import { checkChoice, checkPattern } from "../../core/checks";
import { escaped } from "../../core/literal";
import type { IntegrationObject } from "../integration";
import { checkMappedParameters } from "./mapped-parameters";
import { pathVariables, requestParameters } from "./method-parameters";
import type { MethodOptions, MethodResponse } from "./method-props";
import { declaredResponses, responsesObject } from "./method-responses";
import type { Models } from "./model";
import { unlessEmpty } from "../unless-empty";

/** The method that is described, and its API. */
export interface MethodContext {
  readonly api: Construct;
  readonly models: Models;
  readonly path: string;
  /** E.g. `GET /pets`, as an error names it. */
  readonly method: string;
  /** The schemes that a caller must meet. */
  readonly security: readonly object[] | undefined;
}

/** A method in an OpenAPI document, as far as the whole document depends on it. */
export interface Operation {
  /** The schemes that a caller must meet. */
  readonly security?: readonly object[];
  readonly "x-amazon-apigateway-integration": IntegrationObject;
}

/** The method as an operation of the OpenAPI document. */
export function operation(
  context: MethodContext,
  integration: IntegrationObject,
  options: MethodOptions,
): Operation {
  const { operationName, requestModels = {} } = options;
  const hasModels = Object.keys(requestModels).length > 0;
  const { requestValidation = validationOf(options) } = options;
  checkChoices(context, { ...options, requestValidation });
  const declared = declaredResponses(context, integration, options);
  const responses = responsesObject(context, integration, declared);
  checkMapped(context, integration, options, declared);
  return {
    ...escaped({
      operationId: operationName,
      security: context.security,
      parameters: unlessEmpty(
        requestParameters(context.api, context.path, options.requestParameters),
      ),
      requestBody: hasModels
        ? { content: context.models.content(requestModels), required: true }
        : undefined,
      "x-amazon-apigateway-request-validator":
        requestValidation === "none" ? undefined : requestValidation,
      responses,
    }),
    "x-amazon-apigateway-integration": withEscapedText({
      ...integration,
      cacheKeyParameters: options.cacheKeyParameters,
    }),
  };
}

/** What a request must have is validated, unless the options say otherwise. */
function validationOf({
  requestModels = {},
  requestParameters: parameters = {},
}: MethodOptions): NonNullable<MethodOptions["requestValidation"]> {
  const hasModels = Object.keys(requestModels).length > 0;
  // A parameter of the path is always there.
  const requiresParameters = Object.entries(parameters).some(
    ([name, required]) => required && !name.startsWith("method.request.path."),
  );
  if (hasModels) {
    return requiresParameters ? "all" : "body";
  }
  return requiresParameters ? "parameters" : "none";
}

function checkChoices(
  { api, method }: MethodContext,
  { operationName, requestValidation }: MethodOptions,
): void {
  checkPattern(api, `operationName of ${method}`, operationName, {
    pattern: /^\S+$/,
    allowed: "a name without spaces",
    fix: "Rename the operation, or leave the name out.",
  });
  checkPattern(api, `requestValidation of ${method}`, requestValidation, {
    pattern: /^(body|parameters|all|none)$/,
    allowed: "body, parameters, all or none",
    fix: "Choose what is checked before the integration.",
  });
}

/** Only URI and credentials may contain Terraform expressions; all other text is literal. */
function withEscapedText({ uri, credentials, ...rest }: IntegrationObject): IntegrationObject {
  return { ...escaped(rest), uri, credentials };
}

function checkMapped(
  { api, method, path }: MethodContext,
  integration: IntegrationObject,
  { requestParameters: parameters = {}, cacheKeyParameters = [] }: MethodOptions,
  responses: readonly MethodResponse[],
): void {
  const request = [
    ...pathVariables(path).map((name) => `method.request.path.${name}`),
    ...Object.keys(parameters),
  ];
  for (const parameter of cacheKeyParameters) {
    checkChoice(api, `cacheKeyParameters of ${method}`, parameter, request);
  }
  const response = Object.fromEntries(
    responses.map(({ statusCode, responseParameters = {} }) => [
      statusCode,
      Object.keys(responseParameters),
    ]),
  );
  checkMappedParameters({ api, method, request, response }, integration);
}
