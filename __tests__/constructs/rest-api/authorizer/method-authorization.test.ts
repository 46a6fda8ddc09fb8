import type { MethodOptions, RestApiProps } from "../../../../constructs";
import {
  AuthorizationType,
  HttpNoneAuthorizer,
  IamAuthorizer,
  MockIntegration,
  TokenAuthorizer,
} from "../../../../constructs";
import { messageOf } from "../../message-of";
import { warningsOf } from "../../warnings-of";
import { part, restFixture } from "../support";
import { addMethods, cognito, documentOf, securityOf } from "./support";

const DEFAULTS: Partial<RestApiProps> = {
  defaultAuthorizer: cognito(),
  defaultAuthorizationScopes: ["pets/read"],
};

test("a method without options has the API's default authorizer and scopes", () => {
  const document = documentOf({ GET: {}, ANY: {} }, DEFAULTS);

  const [name = ""] = Object.keys(document.components?.securitySchemes ?? {});
  for (const method of ["get", "x-amazon-apigateway-any-method"]) {
    expect(securityOf(document, method)).toEqual([{ [name]: ["pets/read"] }]);
  }
});

test.each<[string, MethodOptions, object[] | undefined]>([
  ["AuthorizationType.NONE", { authorizationType: AuthorizationType.NONE }, undefined],
  ["AuthorizationType.IAM", { authorizationType: AuthorizationType.IAM }, [{ sigv4: [] }]],
  ["IamAuthorizer", { authorizer: new IamAuthorizer() }, [{ sigv4: [] }]],
])("%s on a method replaces the default authorizer and its scopes", (_name, options, expected) => {
  const document = documentOf({ GET: options, POST: {} }, DEFAULTS);

  expect(securityOf(document, "get")).toEqual(expected);
});

test("only the schemes that methods require are in the document", () => {
  const document = documentOf({ GET: { authorizationType: "NONE" } }, DEFAULTS);

  expect(document).not.toHaveProperty("components");
});

test("an API key is required besides the authorizer", () => {
  const document = documentOf({ GET: { apiKeyRequired: true, authorizationScopes: [] } }, DEFAULTS);

  expect(securityOf(document, "get")).toEqual([
    { [Object.keys(document.components?.securitySchemes ?? {})[0] ?? ""]: [] },
    { api_key: [] },
  ]);
});

test("methods with equal authorizers share one scheme, and others have their own", () => {
  const { api, fn, stack } = restFixture();
  const integration = new MockIntegration();
  const regex = { validationRegex: "^a" };
  api.root.addMethod("GET", integration, { authorizer: new TokenAuthorizer(fn) });
  api.root.addMethod("PUT", integration, { authorizer: new TokenAuthorizer(fn, {}) });
  api.root.addMethod("POST", integration, { authorizer: new TokenAuthorizer(fn, regex) });

  expect(Object.keys(part(stack, "components", "securitySchemes") as object)).toHaveLength(2);
});

test.each<[MethodOptions, Partial<RestApiProps>, string]>([
  [{ authorizationScopes: ["a"] }, {}, "scopes only with a CognitoUserPoolsAuthorizer"],
  [
    { authorizationScopes: ["a"], authorizationType: "AWS_IAM" },
    DEFAULTS,
    'authorizationScopes of GET / is ["a"]; allowed: scopes only with a Cognito',
  ],
  [{ authorizationScopes: [""] }, DEFAULTS, "1 to 64 characters"],
  [{ authorizer: cognito(), authorizationType: "NONE" }, {}, "either authorizationType or"],
  [{ authorizer: new HttpNoneAuthorizer() as never }, {}, "an authorizer of a REST API"],
  [{}, { defaultAuthorizer: new HttpNoneAuthorizer() as never }, "an authorizer of a REST API"],
  [{}, { defaultAuthorizationScopes: ["a"] }, "defaultAuthorizationScopes is"],
])("a method with %j in an API with %j is refused", (options, props, message) => {
  expect(messageOf(() => documentOf({ GET: options }, props))).toContain(message);
});

test.each<[Readonly<Record<string, MethodOptions>>, Partial<RestApiProps>, string[]]>([
  [
    { OPTIONS: {} },
    DEFAULTS,
    [
      "dev/Api: the default authorizer of OPTIONS / refuses preflight requests, which carry no credentials. Give it authorizationType: AuthorizationType.NONE.",
    ],
  ],
  [{ OPTIONS: { authorizationType: "NONE" }, GET: {} }, DEFAULTS, []],
  [
    { GET: { apiKeyRequired: true, authorizationType: "AWS_IAM" } },
    { apiKeySourceType: "AUTHORIZER" },
    [
      'dev/Api: every request to GET / gets 403: with apiKeySourceType "AUTHORIZER", only a Lambda authorizer provides its API key. Give it a TokenAuthorizer or a RequestAuthorizer.',
    ],
  ],
])("methods %j of an API with %j cause the warnings %j", (methods, props, warnings) => {
  const fixture = restFixture(props);

  addMethods(fixture, methods);

  expect(warningsOf(fixture.api)).toEqual(warnings);
});

test("an API key of a Lambda authorizer causes no warning", () => {
  const fixture = restFixture({ apiKeySourceType: "AUTHORIZER" });

  addMethods(fixture, {
    GET: { apiKeyRequired: true, authorizer: new TokenAuthorizer(fixture.fn) },
  });

  expect(warningsOf(fixture.api)).toEqual([]);
});
