import { matchesWildcards } from "../../iam/wildcards";
import type {
  ApiDescription,
  CorsDescription,
  GatewayResponseDescription,
  Throttle,
  UsagePlanDescription,
} from "../describe";
import { changedKeys } from "./changed-keys";
import { missing, onBoth, type Rule } from "./rule";

/** Rules about an API as a whole. */
export const apiRules: readonly Rule<ApiDescription>[] = [
  {
    id: "api-removed",
    severity: "breaking",
    find: ({ before, after }) =>
      before && !after ? ["The API is removed: its URL responds no more."] : [],
  },
  {
    id: "stage-removed",
    severity: "breaking",
    find: onBoth((before, after) =>
      missing(stageNames(before), stageNames(after)).map(
        (name) => `The stage ${name} is removed: its URL responds no more.`,
      ),
    ),
  },
  {
    id: "endpoint-disabled",
    severity: "breaking",
    find: onBoth((before, after) =>
      !before.isEndpointDisabled && after.isEndpointDisabled
        ? ["The execute-api endpoint is disabled: only custom domains respond."]
        : [],
    ),
  },
  {
    id: "endpoint-made-private",
    severity: "breaking",
    find: onBoth((before, after) =>
      before.endpointType !== "PRIVATE" && after.endpointType === "PRIVATE"
        ? ["The endpoint is private: requests reach it only through a VPC endpoint."]
        : [],
    ),
  },
  {
    id: "endpoint-type-changed",
    severity: "risky",
    find: onBoth((before, after) =>
      before.endpointType !== after.endpointType && after.endpointType !== "PRIVATE"
        ? [
            `The endpoint's type is ${after.endpointType ?? "unknown"}; it was ${before.endpointType ?? "unknown"}.`,
          ]
        : [],
    ),
  },
  {
    id: "cors-removed",
    severity: "breaking",
    find: onBoth((before, after) =>
      before.cors && !after.cors
        ? ["CORS is removed: browsers can't call it from other origins."]
        : [],
    ),
  },
  corsRule("cors-origin-removed", "allowOrigins", (value) => `from ${value}`),
  corsRule("cors-method-removed", "allowMethods", (value) => `with the method ${value}`),
  corsRule("cors-header-removed", "allowHeaders", (value) => `with the header ${value}`),
  {
    id: "cors-exposed-header-removed",
    severity: "breaking",
    find: onCors((before, after) =>
      notCovered(before.exposeHeaders, after.exposeHeaders).map(
        (header) => `Scripts in browsers can't read the response header ${header} any more.`,
      ),
    ),
  },
  {
    id: "cors-credentials-removed",
    severity: "breaking",
    find: onCors((before, after) =>
      before.allowCredentials && !after.allowCredentials
        ? ["Browsers can't send credentials from other origins any more."]
        : [],
    ),
  },
  {
    id: "api-key-source-changed",
    severity: "breaking",
    find: onBoth(({ apiKeySource: before, routes }, { apiKeySource: after }) =>
      before !== after && routes.some(({ access }) => access.isApiKeyRequired)
        ? [
            `API keys are read from ${after ?? "unknown"}; they were read from ${before ?? "unknown"}.`,
          ]
        : [],
    ),
  },
  {
    id: "resource-policy-changed",
    severity: "risky",
    find: onBoth((before, after) =>
      before.resourcePolicy &&
      after.resourcePolicy &&
      before.resourcePolicy !== after.resourcePolicy
        ? ["The resource policy changed: it decides who may call the API."]
        : [],
    ),
  },
  {
    id: "quota-lowered",
    severity: "risky",
    find: onPlans((before, after) =>
      (after.requestsPerDay ?? Infinity) < (before.requestsPerDay ?? Infinity)
        ? [`${after.address} allows ${after.quota}; it allowed ${before.quota ?? "any number"}.`]
        : [],
    ),
  },
  {
    id: "usage-plan-throttle-lowered",
    severity: "risky",
    find: onPlans((before, after) =>
      isLower(after.throttle, before.throttle) ? [`${after.address} throttles sooner.`] : [],
    ),
  },
  {
    id: "gateway-response-changed",
    severity: "risky",
    find: onBoth((before, after) =>
      [...new Set([...before.gatewayResponses.keys(), ...after.gatewayResponses.keys()])].flatMap(
        (type) => gatewayResponseSentence(type, before, after),
      ),
    ),
  },
  {
    id: "binary-types-changed",
    severity: "risky",
    find: onBoth((before, after) => {
      const removed = missing(before.binaryMediaTypes, after.binaryMediaTypes);
      const added = missing(after.binaryMediaTypes, before.binaryMediaTypes);
      return [
        ...added.map((type) => `Bodies of the type ${type} are binary now.`),
        ...removed.map((type) => `Bodies of the type ${type} are text now.`),
      ];
    }),
  },
  {
    id: "throttle-lowered",
    severity: "risky",
    find: onBoth((before, after) =>
      after.stages.flatMap((stage) => {
        const old = before.stages.find(({ name }) => name === stage.name);
        return [...stage.throttles].flatMap(([route, throttle]) =>
          old && isLower(throttle, old.throttles.get(route) ?? old.throttles.get("*"))
            ? [`The stage ${stage.name} throttles ${route === "*" ? "its routes" : route} sooner.`]
            : [],
        );
      }),
    ),
  },
  {
    id: "stage-variable-changed",
    severity: "risky",
    find: onBoth((before, after) =>
      after.stages.flatMap((stage) => {
        const old = before.stages.find(({ name }) => name === stage.name);
        return old
          ? changedKeys(old.variables, stage.variables).map(
              (name) => `The variable ${name} of the stage ${stage.name} changed.`,
            )
          : [];
      }),
    ),
  },
];

/** A response that isn't customized has the default status, and neither headers nor templates. */
const DEFAULT_RESPONSE: GatewayResponseDescription = { status: "default", parts: new Map() };

function gatewayResponseSentence(
  type: string,
  before: ApiDescription,
  after: ApiDescription,
): string[] {
  const [was = DEFAULT_RESPONSE, is = DEFAULT_RESPONSE] = [before, after].map(
    ({ gatewayResponses }) => gatewayResponses.get(type),
  );
  const changes = [
    ...(was.status === is.status ? [] : [`its status is ${is.status}; it was ${was.status}`]),
    ...changedKeys(was.parts, is.parts).map((part) =>
      !was.parts.has(part) ? `+ ${part}` : !is.parts.has(part) ? `- ${part}` : `~ ${part}`,
    ),
  ];
  return changes.length === 0
    ? []
    : [`The gateway response ${type} changed: ${changes.join(", ")}.`];
}

function stageNames({ stages }: ApiDescription): string[] {
  return stages.map(({ name }) => name);
}

function onPlans(
  find: (before: UsagePlanDescription, after: UsagePlanDescription) => readonly string[],
): Rule<ApiDescription>["find"] {
  return onBoth((before, after) =>
    after.usagePlans.flatMap((plan) => {
      const old = before.usagePlans.find(({ address }) => address === plan.address);
      return old ? find(old, plan) : [];
    }),
  );
}

function onCors(
  find: (before: CorsDescription, after: CorsDescription) => readonly string[],
): Rule<ApiDescription>["find"] {
  return onBoth((before, after) =>
    before.cors && after.cors ? find(before.cors, after.cors) : [],
  );
}

function corsRule(
  id: string,
  list: "allowOrigins" | "allowMethods" | "allowHeaders",
  how: (value: string) => string,
): Rule<ApiDescription> {
  return {
    id,
    severity: "breaking",
    find: onCors((before, after) =>
      notCovered(before[list], after[list]).map(
        (value) => `Browsers can't call it ${how(value)} any more.`,
      ),
    ),
  };
}

/** `*` covers everything, and `https://*` every origin of that scheme. */
function notCovered(before: readonly string[], after: readonly string[]): string[] {
  const patterns = after.map((pattern) => pattern.toLowerCase());
  return before.filter(
    (value) => !patterns.some((pattern) => matchesWildcards(pattern, value.toLowerCase())),
  );
}

function isLower(
  after: Throttle,
  before: Throttle = { rate: undefined, burst: undefined },
): boolean {
  const limit = (value: number | undefined) => value ?? Infinity;
  return limit(after.rate) < limit(before.rate) || limit(after.burst) < limit(before.burst);
}
