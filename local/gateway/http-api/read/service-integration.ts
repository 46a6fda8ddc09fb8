import type { ResolvedResource } from "../../../terraform/resolved-stack";
import { refuse } from "../../common/unservable/refuse";
import { SERVICE_ACTIONS } from "../integration/service/actions";
import type { ServiceAction } from "../integration/service/service-action";
import type { RouteIntegration, ServiceIntegration } from "../model/http-api";
import { serviceParameters } from "./parameter-changes";

type Base = Pick<
  RouteIntegration,
  "uri" | "requestChanges" | "responseChanges" | "timeoutMilliseconds"
>;

/** @throws Error that names the address of what API Gateway would reject */
export function readServiceIntegration(
  integration: ResolvedResource,
  base: Base,
): ServiceIntegration {
  const { address } = integration;
  const subtype = integration.string("integration_subtype") ?? "";
  const parameters = serviceParameters(address, integration.map("request_parameters"));
  checkParameters(address, actionOf(address, subtype), [...parameters.keys()]);
  const credentials = integration.string("credentials_arn") ?? "";
  if (credentials === "") {
    refuse(address, "credentials_arn", "", "Use the ARN of a role: AWS services need one.");
  }
  return { ...base, uri: "", kind: "service", address, subtype, parameters, credentials };
}

function actionOf(address: string, subtype: string): ServiceAction {
  const subtypes = Object.keys(SERVICE_ACTIONS);
  const action = Object.hasOwn(SERVICE_ACTIONS, subtype) ? SERVICE_ACTIONS[subtype] : undefined;
  return action ?? refuse(address, "integration_subtype", subtype, `Use ${subtypes.join(", ")}.`);
}

function checkParameters(
  address: string,
  { required, optional }: ServiceAction,
  given: readonly string[],
): void {
  const allowed = [...required, ...optional, "Region"];
  const unknown = given.filter((name) => !allowed.includes(name));
  const missing = required.filter((name) => !given.includes(name));
  if (unknown.length > 0) {
    refuse(address, "request_parameters", unknown.join(", "), `Use ${allowed.join(", ")}.`);
  }
  if (missing.length > 0) {
    refuse(address, "request_parameters", given.join(", "), `Add ${missing.join(", ")}.`);
  }
}
