import { ownValue } from "../../common/mapping/own-value";
import type { Call } from "../call/call";
import { parameterSource } from "../call/parameter-sources";

/**
 * What a response is cached by: the stage, the method, and the cache key parameters. Parameters that
 * aren't cache keys make no difference, not even those of the path.
 * @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html
 */
export function cacheKey(call: Call): string {
  const { stage, isCanary, method, request } = call;
  const { cacheNamespace, cacheKeyParameters, requestParameters } = method.integration;
  const hasOwnCache = isCanary === true && stage.canary?.usesStageCache === false;
  const values = cacheKeyParameters.map((parameter) =>
    parameterSource(call, ownValue(requestParameters, parameter) ?? parameter),
  );
  const namespace = cacheNamespace ?? method.resource.id;
  return JSON.stringify([stage.name, hasOwnCache, namespace, request.method, ...values]);
}
