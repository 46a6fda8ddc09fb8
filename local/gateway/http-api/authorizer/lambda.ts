import { LambdaServiceError, UnservableFunctionError } from "../../../lambda/lambda-service";
import { ExpiringCache } from "../../common/expiring-cache";
import { functionOf } from "../../common/integration/function-uri";
import type { HttpResponse } from "../../common/http/http-message";
import { IntegrationFailure } from "../../common/integration/integration-failure";
import { invocationRefused } from "../../common/log/reasons";
import { fillStageVariables, unsetStageVariables } from "../../common/mapping/stage-variables";
import { tookLonger, withinTime } from "../../common/integration/time-limit";
import { notServed, UnservableRequestError } from "../../common/unservable/unservable";
import { recordedLambda } from "../../trace/recorded-lambda";
import type { GatewayServices } from "../../services";
import type { RoutedRequest } from "../call/call";
import type { LambdaAuthorizer } from "../model/authorizer";
import type { HttpApi } from "../model/http-api";
import { internalServerError, unauthorized } from "../own-responses";
import type { Authorize, Decision } from "./authorize";
import { AuthorizerFailure, readResult, type AuthorizerResult } from "./authorizer-result";
import { sourceText, valuesOf } from "./identity-source";
import { authorizerEvent } from "./lambda-event";
import { decide } from "./lambda-decision";

const TIMEOUT_MILLISECONDS = 10_000;

/** @see https://repost.aws/knowledge-center/api-gateway-http-lambda-integrations */
const NO_PERMISSION =
  "The IAM role configured on the authorizer or API Gateway doesn't have permissions to call the authorizer. Check the permissions and try again.";

/**
 * A function decides, by a policy or by a simple response. Its result can be kept for later requests
 * with the same values of the identity sources, whatever their route is.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 */
export function lambdaAuthorizer(
  api: HttpApi,
  authorizer: LambdaAuthorizer,
  services: Pick<GatewayServices, "lambda" | "permissions">,
): Authorize {
  const { name, ttlSeconds } = authorizer;
  const cache = new ExpiringCache<AuthorizerResult>();
  const invoke = invocationOf(api, authorizer, services);

  return async (request) => {
    const begin = (isCached: boolean) =>
      request.steps?.begin({ step: "authorizer", kind: "Lambda", authorizer: name, isCached });
    try {
      const identity = identityOf(authorizer, request);
      const key = JSON.stringify([request.stage.name, ...identity]);
      const known = cache.get(key);
      const result = known ?? (await invoke(request, identity));
      if (!known && ttlSeconds > 0) {
        cache.add(key, result, ttlSeconds);
      }
      const step = begin(known !== undefined);
      const decision = decide(authorizer, result, request);
      if (decision.caller) {
        step?.end({ caller: decision.caller });
      }
      return failIfRefused(decision, request);
    } catch (error) {
      const refused = refusalFor(authorizer, error);
      begin(false);
      return failIfRefused({ refused }, request);
    }
  };
}

function failIfRefused(decision: Decision, { steps }: RoutedRequest): Decision {
  if (decision.refused) {
    steps?.fail(decision.refused.reason ?? "");
  }
  return decision;
}

/**
 * The value of each identity source. An empty one counts as present.
 * @throws AuthorizerFailure 401 if one is missing: the function isn't invoked
 */
function identityOf(
  { identitySources, payloadFormat }: LambdaAuthorizer,
  request: RoutedRequest,
): string[] {
  return identitySources.map((source) => {
    const values = valuesOf(source, request);
    const last = values.at(-1);
    if (last === undefined) {
      throw new AuthorizerFailure("unauthorized", `${sourceText(source)} is missing`);
    }
    // Format 1.0 has one value per query parameter.
    const isSingle = source.source === "querystring" && payloadFormat === "1.0";
    return isSingle ? last : values.join(",");
  });
}

function invocationOf(
  api: HttpApi,
  authorizer: LambdaAuthorizer,
  { lambda, permissions }: Pick<GatewayServices, "lambda" | "permissions">,
): (request: RoutedRequest, identity: readonly string[]) => Promise<AuthorizerResult> {
  const { address, id, credentials, uri: template } = authorizer;
  const denialOf = permissions.checkForAuthorizer({ api, address, id, credentials });
  // Warnings about assumed permissions are known before the first request.
  for (const { variables } of api.stages) {
    const uri = fillStageVariables(template, variables);
    if (uri !== undefined) {
      denialOf(functionOf(uri) || uri);
    }
  }
  return async (request, identity) => {
    const uri = fillStageVariables(template, request.stage.variables);
    if (uri === undefined) {
      throw new AuthorizerFailure("failed", unsetStageVariables(template, request.stage));
    }
    const functionRef = functionOf(uri) || uri;
    const denial = denialOf(functionRef);
    if (denial !== undefined) {
      throw new AuthorizerFailure("failed", denial, NO_PERMISSION);
    }
    const event = authorizerEvent(authorizer, request, identity);
    const invoked = recordedLambda(lambda, request.steps);
    const options = { traceId: request.ids.trace };
    const invocation = invoked.invoke(functionRef, event, options);
    return readResult(await withinTime(TIMEOUT_MILLISECONDS, invocation), authorizer);
  };
}

/** The response where there is no result to decide by. */
function refusalFor({ name }: LambdaAuthorizer, error: unknown): HttpResponse {
  const because = (reason: string) => `authorizer ${name}: ${reason}`;
  if (error instanceof UnservableFunctionError || error instanceof UnservableRequestError) {
    return notServed(because(error.reason));
  }
  if (error instanceof LambdaServiceError) {
    return internalServerError(because(invocationRefused(error)));
  }
  if (error instanceof IntegrationFailure) {
    return internalServerError(because(tookLonger("its function", TIMEOUT_MILLISECONDS)));
  }
  if (error instanceof AuthorizerFailure) {
    const respond = error.kind === "unauthorized" ? unauthorized : internalServerError;
    return { ...respond(because(error.reason)), loggedError: error.loggedError };
  }
  throw error;
}
