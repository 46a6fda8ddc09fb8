import { callService } from "../../../common/service-integration/aws-access";
import { serviceError } from "../../../common/service-integration/service-error";
import { isNamed } from "../../../common/http/http-message";
import type { GatewayServices } from "../../../services";
import type { Call } from "../../call/call";
import type { HttpApi, ServiceIntegration } from "../../model/http-api";
import { internalServerError } from "../../own-responses";
import { evaluate } from "../../parameter-mapping/expression";
import { requestValues } from "../../parameter-mapping/sources";
import type { Send } from "../send";
import { SERVICE_ACTIONS } from "./actions";
import type { ServiceParameters } from "./service-action";

/** AWS_PROXY with a subtype: calls an action of an AWS service, and passes its response on. */
export function service(
  api: HttpApi,
  integration: ServiceIntegration,
  services: GatewayServices,
): Send {
  const { subtype, timeoutMilliseconds } = integration;
  const action = SERVICE_ACTIONS[subtype];
  if (!action) {
    throw new Error(`${subtype} was read without being known`);
  }
  const denial = services.permissions.whyNotAssumed(integration.credentials);
  const [, , , ownRegion = ""] = api.executionArn.split(":");
  return async (call) => {
    if (denial !== undefined) {
      return internalServerError(denial);
    }
    const { Region: region = ownRegion, ...parameters } = valuesOf(call, integration);
    const request = { ...action.request(parameters), service: action.service, region };
    const response = await callService(services, { ...request, timeoutMilliseconds }, call.steps);
    const headers = response.headers.filter(([name]) => isPassedOn(name));
    return { ...response, headers, serviceError: serviceError(action.service, response) };
  };
}

/** A parameter whose source is missing is left out: the service decides whether it needs it. */
function valuesOf(call: Call, { parameters }: ServiceIntegration): ServiceParameters {
  const lookup = requestValues(call);
  const values: Record<string, string> = {};
  for (const [name, expression] of parameters) {
    const value = evaluate(expression, lookup);
    if (value !== undefined) {
      values[name] = value;
    }
  }
  return values;
}

function isPassedOn(header: string): boolean {
  return isNamed(header, "content-type") || isNamed(header, "x-amzn-requestid");
}
