import { LambdaServiceError, UnservableFunctionError } from "../../../lambda/lambda-service";
import type { InvocationResult } from "../../../lambda/lambda-service";
import { functionOf } from "../../common/integration/function-uri";
import { IntegrationFailure } from "../../common/integration/integration-failure";
import { functionFailed } from "../../../lambda/function-failed";
import { invocationRefused } from "../../common/log/reasons";
import { fillStageVariables, unsetStageVariables } from "../../common/mapping/stage-variables";
import { withinTime } from "../../common/integration/time-limit";
import { recordedLambda } from "../../trace/recorded-lambda";
import type { Authorized } from "../call/authorized";
import type { RoutedCall } from "../call/call";
import { GatewayError } from "../call/gateway-error";
import type { LambdaAuthorizer } from "../model/authorization";
import type { AuthorizeServices, Prepare } from "./authorize";
import { requestEvent, tokenEvent } from "./authorizer-event";
import { callerContext } from "./caller-context";
import { parseDecision, type Decision } from "./decision";
import { identityOf, tokenCheck, unauthorized } from "./identity";
import { methodArn } from "./method-arn";
import { checkIdentityPolicy } from "./policy-access";

const TIMEOUT_MILLISECONDS = 29_000;

/**
 * TOKEN and REQUEST: a function returns a policy, which may be kept for further requests.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
 */
export const lambda: Prepare<"CUSTOM"> = ({ authorizer }, services) => {
  const { decisions } = services;
  const { ttlSeconds, identitySources, name } = authorizer;
  const checkToken = tokenCheck(authorizer.validationExpression);
  const invoke = invocationOf(authorizer, services);
  const begin = (call: RoutedCall, isCached: boolean) =>
    call.steps?.begin({ step: "authorizer", kind: "Lambda", authorizer: name, isCached });

  return async (call, isAllowedByPolicy) => {
    const identity = identityOf(call, identitySources);
    if (authorizer.type === "TOKEN") {
      checkToken(identity.join());
    }
    const key = JSON.stringify([authorizer.id, call.stage.name, ...identity]);
    const cached = ttlSeconds > 0 ? decisions.get(key) : undefined;
    if (cached) {
      const step = begin(call, true);
      const authorized = authorizedBy(cached, { call, isAllowedByPolicy, milliseconds: 0 });
      step?.end({ caller: authorized.authorizer });
      return authorized;
    }
    const startedAt = performance.now();
    const result = await invoke(call, identity);
    const milliseconds = Math.max(1, Math.round(performance.now() - startedAt));
    const step = begin(call, false);
    const decision = decisionOf(result);
    // Only policies are kept, be they for or against the request: no errors.
    if (ttlSeconds > 0) {
      decisions.add(key, decision, ttlSeconds);
    }
    const authorized = authorizedBy(decision, { call, isAllowedByPolicy, milliseconds });
    step?.end({ caller: authorized.authorizer });
    return authorized;
  };
};

type Invoke = (call: RoutedCall, identity: readonly string[]) => Promise<InvocationResult>;

function invocationOf(authorizer: LambdaAuthorizer, services: AuthorizeServices): Invoke {
  const { api, stages, permissions } = services;
  const whyDenied = permissions.checkForAuthorizer({ api, ...authorizer });
  // At start already, for the warnings about policies that are assumed to allow it.
  for (const { variables } of stages) {
    const uri = fillStageVariables(authorizer.uri, variables);
    if (uri !== undefined) {
      whyDenied(functionOf(uri) || uri);
    }
  }
  return async (call, identity) => {
    const functionRef = functionOf(filledUri(authorizer.uri, call));
    const denial = whyDenied(functionRef);
    if (denial !== undefined) {
      throw new GatewayError("AUTHORIZER_CONFIGURATION_ERROR", denial);
    }
    const arn = methodArn(call);
    const event =
      authorizer.type === "TOKEN" ? tokenEvent(arn, identity.join()) : requestEvent(call, arn);
    const invoked = recordedLambda(services.lambda, call.steps);
    try {
      return await withinTime(
        TIMEOUT_MILLISECONDS,
        invoked.invoke(functionRef, event, { traceId: call.ids.trace }),
      );
    } catch (error) {
      throw asAuthorizerError(error);
    }
  };
}

function filledUri(uri: string, { stage, stageVariables }: RoutedCall): string {
  const filled = fillStageVariables(uri, stageVariables);
  if (filled === undefined) {
    const variables = { address: stage.address, variables: stageVariables };
    throw new GatewayError("AUTHORIZER_CONFIGURATION_ERROR", unsetStageVariables(uri, variables));
  }
  return filled;
}

/** What Lambda itself refuses, or doesn't do in time. */
function asAuthorizerError(error: unknown): unknown {
  if (error instanceof UnservableFunctionError) {
    return error;
  }
  if (error instanceof LambdaServiceError) {
    const isRefused = error.code === "ResourceNotFoundException" || error.status === 403;
    const type = isRefused ? "AUTHORIZER_CONFIGURATION_ERROR" : "AUTHORIZER_FAILURE";
    return new GatewayError(type, `the authorizer: ${invocationRefused(error)}`);
  }
  if (error instanceof IntegrationFailure) {
    const reason = `the authorizer took longer than ${TIMEOUT_MILLISECONDS} ms`;
    return new GatewayError("AUTHORIZER_FAILURE", reason);
  }
  return error;
}

/** @throws GatewayError 401 where the function throws "Unauthorized", else 500 */
function decisionOf(result: InvocationResult): Decision {
  if (!result.functionError) {
    return parseDecision(result.payload);
  }
  if (messageOf(result.payload) === "Unauthorized") {
    throw unauthorized("the authorizer responded with Unauthorized");
  }
  const reason = `the authorizer failed: ${functionFailed(result)}`;
  throw new GatewayError("AUTHORIZER_CONFIGURATION_ERROR", reason);
}

function messageOf(payload: Buffer): unknown {
  try {
    return (JSON.parse(payload.toString("utf8")) as { errorMessage?: unknown }).errorMessage;
  } catch {
    return undefined;
  }
}

interface Deciding {
  readonly call: RoutedCall;
  readonly isAllowedByPolicy: boolean;
  /** What the decision took; 0 where it was kept. */
  readonly milliseconds: number;
}

function authorizedBy(
  decision: Decision,
  { call, isAllowedByPolicy, milliseconds }: Deciding,
): Authorized {
  const { statements, context, principalId, usageIdentifierKey } = decision;
  checkIdentityPolicy(statements, methodArn(call), callerContext(call), isAllowedByPolicy);
  return {
    authorizer: { ...context, principalId, integrationLatency: milliseconds },
    usageIdentifierKey,
  };
}
