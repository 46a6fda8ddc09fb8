import type { LambdaService } from "../../../../../local/lambda";
import type { CaseRequest } from "../../../cases/support/exchange";
import { FakeLambda, type FakeResponse } from "../../support/fake-lambda";
import { FakeLog } from "../../support/fake-log";
import { firstOf, responsesFrom } from "../../support/responses";
import { gatewayOf, type TestApi } from "./http-api";

export const FUNCTION = "arn:aws:lambda:eu-west-1:123456789012:function:authorize";
const URI = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`;
export const ALLOWED = { isAuthorized: true };

/** The authorizer's function and the route's, which responds with its event. */
class TwoFunctions implements LambdaService {
  readonly authorizer: FakeLambda;
  readonly route = new FakeLambda();

  constructor(response: FakeResponse) {
    this.authorizer = new FakeLambda(response);
  }

  invoke: LambdaService["invoke"] = (functionRef, ...rest) =>
    (functionRef === FUNCTION ? this.authorizer : this.route).invoke(functionRef, ...rest);

  invokeAsync(): void {
    throw new Error("Nothing is asynchronous here.");
  }
}

interface Test {
  /** More attributes of the authorizer. */
  readonly authorizer?: object;
  readonly api?: TestApi;
  readonly response?: FakeResponse;
}

/** An API whose only route has a Lambda authorizer. */
export function apiOf({ authorizer, api, response = { returns: ALLOWED } }: Test) {
  const functions = new TwoFunctions(response);
  const log = new FakeLog(true, true);
  const gateway = gatewayOf({
    routeKey: "GET /pets/{id}",
    ...api,
    lambda: functions,
    log,
    route: { authorization_type: "CUSTOM", authorizer_id: "auth1" },
    resources: {
      "aws_apigatewayv2_authorizer.own": {
        id: "auth1",
        api_id: "api1",
        name: "own",
        authorizer_type: "REQUEST",
        authorizer_uri: URI,
        authorizer_payload_format_version: "2.0",
        enable_simple_responses: true,
        identity_sources: ["$request.header.Authorization"],
        authorizer_result_ttl_in_seconds: 0,
        ...authorizer,
      },
      ...api?.resources,
    },
  });
  return { gateway, functions, log };
}

/** Sends requests one after the other, by default one with the token `token`. */
export async function request(test: Test, ...requests: Partial<CaseRequest>[]) {
  const { gateway, functions, log } = apiOf(test);
  const headers = { authorization: "token" };
  const sent = requests.length > 0 ? requests : [{}];
  const responses = await responsesFrom(
    gateway,
    "",
    sent.map((one) => ({ path: "/pets/7", headers, ...one })),
  );
  return { response: firstOf(responses), responses, functions, trace: log.requests[0] };
}

export const policy = (effect: string, resource: string, more: object = {}): object => ({
  principalId: "user",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: effect, Action: "execute-api:Invoke", Resource: resource }],
  },
  ...more,
});
export const BY_POLICY = { enable_simple_responses: false };
export const FORMAT_1 = { ...BY_POLICY, authorizer_payload_format_version: "1.0" };
