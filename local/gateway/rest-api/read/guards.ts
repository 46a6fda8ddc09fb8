import type { ResolvedResource, ResolvedStack } from "../../../terraform/resolved-stack";
import { refuse, refuseUnserved } from "../../common/refuse";
import type { Method } from "../model/rest-api";

/**
 * Refuses what guards or defines an API on AWS and isn't served here: to leave it out would be a lie.
 * @throws Error that names its address
 */
export function refuseGuarded(
  stack: ResolvedStack,
  api: ResolvedResource,
  methods: readonly Method[],
): void {
  for (const method of methods) {
    if (method.authorization.toUpperCase() === "NONE") {
      continue;
    }
    const rule = "The local runner serves no authorizers yet: only NONE can be served.";
    refuse(method.address, "authorization", method.authorization, rule);
  }
  refuseUnserved(api);
  for (const type of ["aws_api_gateway_rest_api_policy", "aws_api_gateway_rest_api_put"]) {
    stack
      .ofType(type)
      .filter((resource) => resource.string("rest_api_id") === api.string("id"))
      .forEach(refuseUnserved);
  }
  refuseKeySource(api.address, api.string("api_key_source"), methods);
}

/** Of an OpenAPI document. */
export function refusePolicy(address: string): never {
  throw new Error(
    `${address}: policy is set. The local runner doesn't evaluate resource policies: remove the policy to serve the API locally.`,
  );
}

/** Keys that an authorizer would give are none that a client sends. */
export function refuseKeySource(
  address: string,
  source: string | undefined,
  methods: readonly Method[],
): void {
  const value = (source ?? "HEADER").toUpperCase();
  if (value !== "HEADER" && methods.some((method) => method.apiKeyRequired)) {
    refuse(address, "api_key_source", value, "Only HEADER can be served locally.");
  }
}
