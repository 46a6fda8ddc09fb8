import { jsonActionHeaders } from "../../../common/service-integration/json-action-headers";
import { IntegrationFailure } from "../../../common/integration/integration-failure";
import type { ActionRequest } from "./service-action";

/** A request to an API that takes JSON. Members without a value are left out. */
export function jsonRequest(service: string, action: string, input: object): ActionRequest {
  const headers = jsonActionHeaders(service, action) ?? [];
  return { method: "POST", path: "/", headers, body: JSON.stringify(input) };
}

/**
 * A parameter whose value is a list or a map, as JSON.
 * @throws IntegrationFailure "malformed parameter"
 */
export function jsonParameter(name: string, text: string | undefined): unknown {
  if (text === undefined) {
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new IntegrationFailure(
      "malformed parameter",
      `the parameter ${name} of the integration is not JSON`,
    );
  }
}
