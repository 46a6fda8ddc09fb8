import { refuse } from "../../core/refusal";
import type { IntegrationObject } from "../integration";
import type { MethodSite } from "./operation";
import { responseHeaders } from "./method-parameters";
import type { MethodOptions, MethodResponse } from "./method-props";
import { checkStatusCode } from "../status-code";
import { unlessEmpty } from "../unless-empty";

/** Those that are given; else one for each of the integration's, with the headers of these. */
export function methodResponses(
  integration: IntegrationObject,
  { methodResponses: given }: MethodOptions,
): readonly MethodResponse[] {
  if (given !== undefined) {
    return given;
  }
  return Object.values(integration.responses ?? {}).map(
    ({ statusCode, responseParameters: headers = {} }) => ({
      statusCode,
      responseParameters: Object.fromEntries(Object.keys(headers).map((name) => [name, false])),
    }),
  );
}

/** The responses of an operation in an OpenAPI document. */
export function responses(
  site: MethodSite,
  integration: IntegrationObject,
  all: readonly MethodResponse[],
): Record<string, object> {
  const used = Object.values(integration.responses ?? {}).map(({ statusCode }) => statusCode);
  const byStatus: Record<string, object> = {};
  for (const response of all) {
    const { statusCode } = response;
    checkStatusCode(site.api, `statusCode of ${site.method}`, statusCode);
    if (Object.hasOwn(byStatus, statusCode)) {
      refuseResponse(site, statusCode, "one method response of a status");
    }
    byStatus[statusCode] = responseObject(site, response);
  }
  const missing = used.find((statusCode) => !Object.hasOwn(byStatus, statusCode));
  if (missing !== undefined) {
    refuseResponse(site, missing, `${Object.keys(byStatus).join(", ")}, the method's responses`);
  }
  return byStatus;
}

function responseObject(
  { api, models }: MethodSite,
  { statusCode, models: content = {}, responseParameters = {} }: MethodResponse,
): object {
  return {
    description: `${statusCode} response`,
    headers: unlessEmpty(responseHeaders(api, responseParameters)),
    content: unlessEmpty(models.content(content)),
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
