import { checkProps } from "../../core/props";
import { refuse } from "../../core/refusal";
import type { IntegrationObject } from "../integration";
import type { MethodContext } from "./operation";
import { responseHeaders } from "./method-parameters";
import type { MethodOptions, MethodResponse } from "./method-props";
import { METHOD_RESPONSE_KINDS } from "../prop-kinds";
import { checkStatusCode } from "../status-code";
import { warn } from "../../core/warning";
import { unlessEmpty } from "../unless-empty";

/** The responses that the options declare, or one for each status of the integration's responses. */
export function declaredResponses(
  { api, method }: MethodContext,
  integration: IntegrationObject,
  { methodResponses }: MethodOptions,
): readonly MethodResponse[] {
  if (methodResponses !== undefined) {
    methodResponses.forEach((response, at) => {
      const named = (prop: string) => `methodResponses[${at}].${prop} of ${method}`;
      checkProps(api, response, METHOD_RESPONSE_KINDS, named);
    });
    return methodResponses;
  }
  return Object.values(integration.responses ?? {}).map(
    ({ statusCode, responseParameters: headers = {} }) => ({
      statusCode,
      responseParameters: Object.fromEntries(Object.keys(headers).map((name) => [name, false])),
    }),
  );
}

/** The `responses` object of an operation in an OpenAPI document. */
export function responsesObject(
  context: MethodContext,
  integration: IntegrationObject,
  declared: readonly MethodResponse[],
): Record<string, object> {
  const used = Object.values(integration.responses ?? {}).map(({ statusCode }) => statusCode);
  const byStatus: Record<string, object> = {};
  for (const response of declared) {
    const { statusCode } = response;
    checkStatusCode(context.api, `statusCode of ${context.method}`, statusCode);
    if (Object.hasOwn(byStatus, statusCode)) {
      refuseResponse(context, statusCode, "one method response per status");
    }
    byStatus[statusCode] = responseObject(context, response);
  }
  const missing = used.find((statusCode) => !Object.hasOwn(byStatus, statusCode));
  if (missing !== undefined) {
    refuseResponse(context, missing, `${Object.keys(byStatus).join(", ")}, the method's responses`);
  }
  warnOfUnused(context, integration, Object.keys(byStatus));
  return byStatus;
}

/** A proxy integration returns any status; one without a proxy those of its responses. */
function warnOfUnused(
  { api, method }: MethodContext,
  { responses, requestTemplates }: IntegrationObject,
  declared: readonly string[],
): void {
  if (responses === undefined) {
    return;
  }
  const mapped = Object.values(responses);
  const templates = [requestTemplates, ...mapped.map((one) => one.responseTemplates)];
  if (JSON.stringify(templates).includes("responseOverride")) {
    return;
  }
  const used = new Set(mapped.map(({ statusCode }) => statusCode));
  for (const statusCode of declared.filter((one) => !used.has(one))) {
    warn(
      api,
      `${method} declares the response ${statusCode}, but none of the integration's responses has ` +
        "this status, so it is never returned. Add an integration response, or remove it.",
    );
  }
}

function responseObject(
  { api, models }: MethodContext,
  { statusCode, models: content = {}, responseParameters = {} }: MethodResponse,
): object {
  return {
    description: `${statusCode} response`,
    headers: unlessEmpty(responseHeaders(api, responseParameters)),
    content: unlessEmpty(models.content(content)),
  };
}

function refuseResponse({ api, method }: MethodContext, value: string, allowed: string): never {
  return refuse(api, {
    what: `statusCode of a response of ${method}`,
    value,
    allowed,
    fix: "Give methodResponses one entry for each status that the integration's responses have.",
  });
}
