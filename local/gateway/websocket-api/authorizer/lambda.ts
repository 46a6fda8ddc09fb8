import type { InvocationResult } from "../../../lambda/lambda-service";
import { LambdaServiceError, UnservableFunctionError } from "../../../lambda/lambda-service";
import { functionOf } from "../../common/integration/function-uri";
import type { HttpResponse } from "../../common/http/http-message";
import { IntegrationFailure } from "../../common/integration/integration-failure";
import { invocationRefused } from "../../common/log/reasons";
import { fillStageVariables, unsetStageVariables } from "../../common/mapping/stage-variables";
import { tookLonger, withinTime } from "../../common/integration/time-limit";
import { notServed } from "../../common/unservable/unservable";
import type { GatewayServices } from "../../services";
import { recordedLambda } from "../../trace/recorded-lambda";
import type { LambdaAuthorizer } from "../model/authorizer";
import type { WebSocketApi } from "../model/web-socket-api";
import type { Authorize, Authorized, Handshake } from "./authorize";
import { authorizerEvent } from "./event";
import { missingSource } from "./identity";
import { decide } from "./lambda-decision";
import { refused } from "./refused";

const TIMEOUT_MILLISECONDS = 29_000;

/**
 * A function decides by a policy, for each handshake anew.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
 */
export function lambdaAuthorizer(
  api: WebSocketApi,
  authorizer: LambdaAuthorizer,
  services: GatewayServices,
): Authorize {
  const { name, identitySources } = authorizer;
  const invoke = invocationOf(api, authorizer, services);
  return async (handshake) => {
    const missing = missingSource(handshake, identitySources);
    const authorized =
      missing === undefined
        ? await decided(handshake, invoke)
        : {
            refused: refused(handshake, 401, `the identity source ${missing} is missing or empty`),
          };
    const step = handshake.steps?.begin({
      step: "authorizer",
      kind: "Lambda",
      authorizer: name,
      isCached: false,
    });
    if (authorized.refused) {
      step?.fail(authorized.refused.reason ?? "");
    } else {
      step?.end({ caller: authorized.caller.authorizer });
    }
    return authorized;
  };
}

type Invoke = (handshake: Handshake) => Promise<InvocationResult>;

async function decided(handshake: Handshake, invoke: Invoke): Promise<Authorized> {
  const startedAt = performance.now();
  try {
    const result = await invoke(handshake);
    return decide(handshake, result, Math.round(performance.now() - startedAt));
  } catch (error) {
    return { refused: failure(handshake, error) };
  }
}

/** API Gateway may not invoke the function. */
class NotInvoked extends Error {}

function invocationOf(
  api: WebSocketApi,
  { address, id, credentials, uri: template }: LambdaAuthorizer,
  { lambda, permissions }: GatewayServices,
): Invoke {
  const denialOf = permissions.checkForAuthorizer({ api, address, id, credentials });
  // Warnings about assumed permissions are known before the first handshake.
  for (const { variables } of api.stages) {
    const uri = fillStageVariables(template, variables);
    if (uri !== undefined) {
      denialOf(functionOf(uri) || uri);
    }
  }
  return async (handshake) => {
    const { stage, steps, ids } = handshake;
    const uri = fillStageVariables(template, stage.variables);
    if (uri === undefined) {
      throw new NotInvoked(unsetStageVariables(template, stage));
    }
    const functionRef = functionOf(uri) || uri;
    const denial = denialOf(functionRef);
    if (denial !== undefined) {
      throw new NotInvoked(denial);
    }
    const invoked = recordedLambda(lambda, steps);
    const event = authorizerEvent(handshake);
    const invocation = invoked.invoke(functionRef, event, { traceId: ids.trace });
    return withinTime(TIMEOUT_MILLISECONDS, invocation);
  };
}

function failure(handshake: Handshake, error: unknown): HttpResponse {
  const failed = (reason: string) => refused(handshake, 500, `the authorizer: ${reason}`);
  if (error instanceof UnservableFunctionError) {
    return notServed(error.reason);
  }
  if (error instanceof LambdaServiceError) {
    return failed(invocationRefused(error));
  }
  if (error instanceof NotInvoked) {
    return failed(error.message);
  }
  if (error instanceof IntegrationFailure) {
    return failed(tookLonger("its function", TIMEOUT_MILLISECONDS));
  }
  throw error;
}
