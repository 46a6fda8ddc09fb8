import { completedTrace } from "../../common/http/ids";
import { isNamed, type HttpResponse } from "../../common/http/http-message";
import { oneOf } from "../../common/unservable/refuse";
import type { Call } from "../call/call";
import type { Integration } from "../model/rest-api";
import { aws } from "./aws";
import { httpCustom } from "./http-custom";
import { httpProxy } from "./http-proxy";
import type { Integrate, IntegrationKind, IntegrationServices } from "./integration-kind";
import { lambdaProxy } from "./lambda-proxy";
import { mock } from "./mock";
import { checkCommonSettings } from "./settings";

/** The kinds of integrations by `type`. Adding one takes a file for it and a line here. */
const KINDS = {
  MOCK: mock,
  AWS: aws,
  AWS_PROXY: lambdaProxy,
  HTTP: httpCustom,
  HTTP_PROXY: httpProxy,
} as const satisfies Readonly<Record<string, IntegrationKind>>;

const TYPES = Object.keys(KINDS) as (keyof typeof KINDS)[];

/**
 * Prepares an integration: its templates and patterns are compiled here, once.
 * @throws Error with the address of what can't be served
 */
export function integrationFor(integration: Integration, services: IntegrationServices): Integrate {
  const type = oneOf(integration.address, "type", integration.type, TYPES);
  checkCommonSettings(integration, services.endpointType);
  const integrate = KINDS[type].prepare({ ...integration, type }, services);
  return KINDS[type].isTraced ? async (call) => traced(call, await integrate(call)) : integrate;
}

/** The response with the trace header of this request, instead of any the integration sent. */
function traced({ ids }: Call, response: HttpResponse): HttpResponse {
  const others = response.headers.filter(([name]) => !isNamed(name, "x-amzn-trace-id"));
  const headers = [...others, ["X-Amzn-Trace-Id", completedTrace(ids.trace)] as const];
  return { ...response, headers };
}
