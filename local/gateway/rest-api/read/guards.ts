import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { readAll, readEach } from "../../common/read-all";
import { refuse, refuseUnserved } from "../../common/refuse";
import type { Method, UnservableMethod } from "../model/rest-api";
import { targetOf } from "../model/integration-target";
import type { Definition } from "./definition";
import { servable, UnservableError } from "../../common/unservable";
import { resourcesOfApi } from "./resources-of-api";

/**
 * The methods of an API, those with an authorization that the runner can't check as unservable:
 * none is served open.
 */
export function withoutGuarded(methods: Definition["methods"]): Definition["methods"] {
  return methods.map((method) =>
    method.unservable === undefined ? unlessGuarded(method) : method,
  );
}

function unlessGuarded(method: Method): Method | UnservableMethod {
  const { address, authorization, integration, ...rest } = method;
  const { unservable } = servable(() => {
    if (authorization.toUpperCase() !== "NONE") {
      const rule = "The local runner serves no authorizers yet: only NONE can be served.";
      refuse(address, "authorization", authorization, rule);
    }
  });
  return unservable === undefined
    ? method
    : { ...rest, address, authorization, target: targetOf(integration), unservable };
}

/**
 * Refuses what guards or defines a whole API on AWS and isn't served here.
 * @throws UnservableError
 */
export function refuseGuarded(
  stack: ResolvedStack,
  api: ResolvedResource,
  methods: Definition["methods"],
): void {
  const beside = ["aws_api_gateway_rest_api_policy", "aws_api_gateway_rest_api_put"];
  readAll(
    () => readEach([api, ...beside.flatMap(resourcesOfApi(stack, api))], refuseUnserved),
    () => refuseKeySource(api.address, api.string("api_key_source"), methods),
  );
}

/** Of an OpenAPI document. */
export function refusePolicy(address: string): never {
  throw new UnservableError(
    `${address}: policy is set. The local runner doesn't evaluate resource policies: remove the policy to serve the API locally.`,
  );
}

/** With another source, an authorizer provides the keys, and not the client. */
export function refuseKeySource(
  address: string,
  source: string | undefined,
  methods: Definition["methods"],
): void {
  const value = (source ?? "HEADER").toUpperCase();
  if (value !== "HEADER" && methods.some((method) => method.apiKeyRequired)) {
    refuse(address, "api_key_source", value, "Only HEADER can be served locally.");
  }
}
