import {
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  HttpNoneAuthorizer,
  lambda,
  LambdaIntegration,
  RestApi,
  TokenAuthorizer,
} from "../../../constructs";
import type { LocalApi } from "../../../local/testing";
import { serve } from "../../../local/testing";
import { environment } from "../lambda/support";

/** Admits the token "friend" with a policy, and denies others. */
const AUTHORIZER = `exports.handler = async (event) => ({
  principalId: "ann",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{
      Action: "execute-api:Invoke",
      Effect: event.authorizationToken === "friend" || event.headers?.authorization === "friend"
        ? "Allow" : "Deny",
      Resource: "*",
    }],
  },
});`;

const inline = (code: string): lambda.FunctionProps => ({
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: "index.handler",
  code: lambda.Code.fromInline(code),
});

describe.each(["HTTP", "REST"] as const)("a guarded %s API, as the runner serves it", (apiType) => {
  let api: LocalApi;

  beforeAll(async () => {
    const stack = environment();
    const authorizer = new lambda.Function(stack, "Auth", inline(AUTHORIZER));
    const code = "exports.handler = async () => ({ statusCode: 200 });";
    const fn = new lambda.Function(stack, "Notes", inline(code));
    if (apiType === "HTTP") {
      addHttpApi(stack, fn, authorizer);
    } else {
      addRestApi(stack, fn, authorizer);
    }
    api = await serve(stack);
  });

  test.each<[string, Record<string, string>, number]>([
    ["GET /notes", { authorization: "friend" }, 200],
    ["GET /notes", { authorization: "stranger" }, 403],
    ["GET /notes", {}, 401],
    ["GET /health", {}, 200],
  ])("responds to %s with the headers %j with %d", async (route, headers, status) => {
    const response = await api.fetch(route, { headers });

    expect(response.status).toBe(status);
  });
});

type Stack = ReturnType<typeof environment>;

function addHttpApi(stack: Stack, fn: lambda.Function, authorizer: lambda.Function): void {
  const api = new HttpApi(stack, "Api", {
    defaultAuthorizer: new HttpLambdaAuthorizer(authorizer),
  });
  const integration = new HttpLambdaIntegration(fn);
  api.addRoute("GET /notes", integration);
  api.addRoute("GET /health", integration, { authorizer: new HttpNoneAuthorizer() });
}

function addRestApi(stack: Stack, fn: lambda.Function, authorizer: lambda.Function): void {
  const api = new RestApi(stack, "Api", {
    stageName: "v1",
    defaultAuthorizer: new TokenAuthorizer(authorizer),
  });
  const integration = new LambdaIntegration(fn);
  api.resourceForPath("/notes").addMethod("GET", integration);
  const health = api.resourceForPath("/health");
  health.addMethod("GET", integration, { authorizationType: "NONE" });
}
