import {
  Duration,
  HttpApi,
  HttpLambdaAuthorizer,
  HttpLambdaIntegration,
  HttpNoneAuthorizer,
  LambdaIntegration,
  RequestAuthorizer,
  RestApi,
  TokenAuthorizer,
  type EnvironmentStack,
  type lambda,
} from "../../constructs";
import { serve, type LocalApi } from "../../local/testing";
import { environment, nodeFunction } from "./support/stack";

interface AuthorizerEvent {
  readonly authorizationToken?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

type AddApi = (stack: EnvironmentStack, notes: lambda.Function, guard: lambda.Function) => void;
const CACHED = { resultsCacheTtl: Duration.minutes(5) };

const APIS: readonly [string, AddApi][] = [
  ["HTTP API", httpApi((guard) => new HttpLambdaAuthorizer(guard, CACHED))],
  [
    "HTTP API with simple responses",
    httpApi((guard) => new HttpLambdaAuthorizer(guard, { responseTypes: "simple", ...CACHED })),
  ],
  [
    "HTTP API with events 1.0",
    httpApi((guard) => new HttpLambdaAuthorizer(guard, { payloadFormatVersion: "1.0", ...CACHED })),
  ],
  ["REST API by token", restApi((guard) => new TokenAuthorizer(guard, CACHED))],
  ["REST API by request", restApi((guard) => new RequestAuthorizer(guard, CACHED))],
];

describe.each(APIS)("a Lambda authorizer, %s", (name, addApi) => {
  const isSimple = name.endsWith("simple responses");
  let api: LocalApi;
  let decisions: string[];

  /** Admits the tokens that start with "friend". */
  const guard = ({ headers = {}, authorizationToken }: AuthorizerEvent) => {
    const token = authorizationToken ?? headers["authorization"] ?? headers["Authorization"] ?? "";
    decisions.push(token);
    const isAuthorized = token.startsWith("friend");
    const context = { plan: "gold" };
    return isSimple
      ? { isAuthorized, context }
      : { principalId: "ann", policyDocument: policy(isAuthorized), context };
  };

  beforeAll(async () => {
    const stack = environment();
    addApi(stack, nodeFunction(stack, "Notes"), nodeFunction(stack, "Guard"));
    const functions = { Guard: guard as never, Notes: planOf as never };
    api = await serve(stack, { functions });
  });
  beforeEach(() => {
    decisions = [];
  });

  const send = (route: string, authorization?: string) =>
    api.fetch(route, { headers: authorization === undefined ? {} : { authorization } });

  test.each([
    ["GET /notes", "friend", 200],
    ["GET /notes", "stranger", 403],
    ["GET /notes", undefined, 401],
    ["GET /health", undefined, 200],
  ])("%s with the token %s gets %i", async (route, token, status) => {
    expect((await send(route, token)).status).toBe(status);
  });

  test("passes its context to the function", async () => {
    expect(await (await send("GET /notes", "friend1")).text()).toBe("gold");
  });

  test("is invoked once for each token while its result is cached", async () => {
    const tokens = ["friend2", "friend3", "friend2", "friend3"];
    for (const token of tokens) {
      expect((await send("GET /notes", token)).status).toBe(200);
    }

    expect(decisions).toEqual(["friend2", "friend3"]);
  });
});

test("a token that the validation expression doesn't match gets 401, and no function is invoked", async () => {
  const stack = environment();
  const add = restApi((guard) => new TokenAuthorizer(guard, { validationRegex: "^k-[0-9]+$" }));
  add(stack, nodeFunction(stack, "Notes"), nodeFunction(stack, "Guard"));
  const guard = jest.fn(() => ({ principalId: "ann", policyDocument: policy(true) }));
  const api = await serve(stack, { functions: { Guard: guard, Notes: planOf as never } });
  const statusOf = async (authorization: string) =>
    (await api.fetch("GET /notes", { headers: { authorization } })).status;

  expect(await statusOf("k-1x")).toBe(401);
  expect(guard).not.toHaveBeenCalled();
  expect(await statusOf("k-12")).toBe(200);
});

function policy(isAllowed: boolean): object {
  const Effect = isAllowed ? "Allow" : "Deny";
  const Statement = [{ Action: "execute-api:Invoke", Effect, Resource: "*" }];
  return { Version: "2012-10-17", Statement };
}

interface NotesEvent {
  readonly requestContext: {
    readonly authorizer?: { readonly plan?: string; readonly lambda?: { readonly plan: string } };
  };
}

/** Responds with the plan of the authorizer's context. */
function planOf({ requestContext: { authorizer } }: NotesEvent): object {
  return { statusCode: 200, body: authorizer?.plan ?? authorizer?.lambda?.plan ?? "" };
}

function httpApi(authorizerOf: (guard: lambda.Function) => HttpLambdaAuthorizer): AddApi {
  return (stack, notes, guard) => {
    const api = new HttpApi(stack, "Api", { defaultAuthorizer: authorizerOf(guard) });
    const integration = new HttpLambdaIntegration(notes);
    api.addRoute("GET /notes", integration);
    api.addRoute("GET /health", integration, { authorizer: new HttpNoneAuthorizer() });
  };
}

function restApi(
  authorizerOf: (guard: lambda.Function) => TokenAuthorizer | RequestAuthorizer,
): AddApi {
  return (stack, notes, guard) => {
    const api = new RestApi(stack, "Api", {
      stageName: "v1",
      defaultAuthorizer: authorizerOf(guard),
    });
    const integration = new LambdaIntegration(notes);
    api.resourceForPath("/notes").addMethod("GET", integration);
    const health = api.resourceForPath("/health");
    health.addMethod("GET", integration, { authorizationType: "NONE" });
  };
}
