import { headerValue } from "../../common/http/http-message";
import { whyNoKey } from "../../common/usage-plans/api-key-source";
import type { KeyUsage } from "../../common/usage-plans/key-usage";
import type { ApiKeys } from "../model/api-keys";
import { ownResponse } from "../own-responses";
import type { Authorize, Authorized, Handshake } from "./authorize";
import { refused } from "./refused";

const MESSAGES = { throttle: "Too Many Requests", quota: "Limit Exceeded" };

/**
 * Admits only callers with an API key of the stage, whom the authorizer admits too.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-selection-expressions.html
 */
export function withApiKey(keys: ApiKeys, usage: KeyUsage, authorize: Authorize): Authorize {
  return async (handshake) => {
    const authorized = await authorize(handshake);
    return authorized.refused ? authorized : admitted(handshake, authorized, keys, usage);
  };
}

function admitted(
  handshake: Handshake,
  authorized: Authorized & { readonly refused?: undefined },
  { source, ofStages }: ApiKeys,
  usage: KeyUsage,
): Authorized {
  const { stage, request, steps } = handshake;
  const step = steps?.begin({ step: "apiKey" });
  const value =
    source === "AUTHORIZER"
      ? authorized.usageIdentifierKey
      : headerValue(request.headers, "x-api-key");
  const key = ofStages.get(stage.name)?.get(value ?? "");
  if (!key) {
    const reason = whyNoKey(value, { of: "route", source, stageAddress: stage.address });
    return { refused: refused(handshake, 403, reason) };
  }
  const excess = usage.use(key, stage.address);
  if (excess) {
    const named = {
      connectionId: handshake.connectionId,
      requestId: handshake.ids.extendedRequestId,
    };
    return { refused: ownResponse(429, MESSAGES[excess.limit], named, excess.reason) };
  }
  step?.end({ apiKeyId: key.id, usagePlan: key.plan.address });
  const { caller } = authorized;
  const identity = { ...caller.identity, apiKey: key.value, apiKeyId: key.id };
  return { caller: { ...caller, identity } };
}
