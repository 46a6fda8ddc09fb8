import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import type { CognitoUserPoolsAuthorizerProps, IUserPool } from "../../../../constructs";
import { CognitoUserPoolsAuthorizer, Duration, MockIntegration } from "../../../../constructs";
import { synth } from "../../lambda/support";
import { messageOf } from "../../message-of";
import { bodyOf, restFixture } from "../support";
import { cognito, documentOf, schemeOf, securityOf, USER_POOL } from "./support";

test("a user pools authorizer is a scheme with the pools' ARNs", () => {
  const [, scheme] = schemeOf(cognito);

  expect(scheme).toEqual({
    type: "apiKey",
    name: "Authorization",
    in: "header",
    "x-amazon-apigateway-authtype": "cognito_user_pools",
    "x-amazon-apigateway-authorizer": {
      type: "cognito_user_pools",
      authorizerResultTtlInSeconds: 300,
      providerARNs: [USER_POOL.arn],
    },
  });
});

test("a method's scopes are those of its security requirement", () => {
  const authorizationScopes = ["pets/read", "pets/write"];

  const document = documentOf({ GET: { authorizer: cognito(), authorizationScopes } });

  const [name = ""] = Object.keys(document.components?.securitySchemes ?? {});
  expect(securityOf(document, "get")).toEqual([{ [name]: authorizationScopes }]);
});

test("a user pool of the stack is referred to", () => {
  const { api, stack } = restFixture();
  const pool = new CognitoUserPool(stack, "Users", { name: "users" });
  const authorizer = new CognitoUserPoolsAuthorizer([pool], {
    resultsCacheTtl: Duration.millis(0),
  });
  api.root.addMethod("GET", new MockIntegration(), { authorizer });

  expect(JSON.stringify(bodyOf(synth(stack)))).toContain(
    '"authorizerResultTtlInSeconds":0,"providerARNs":["${aws_cognito_user_pool.Users.arn}"]',
  );
});

test.each<[readonly unknown[], CognitoUserPoolsAuthorizerProps, string]>([
  [[], {}, "1 to 1000 user pools"],
  [[{ arn: "eu-west-1_AbCdEfGhI" }], {}, "the ARNs of user pools"],
  [["eu-west-1_AbCdEfGhI"], {}, "a list, each item a user pool"],
  [[USER_POOL], { identitySource: "$request.header.Authorization" }, "one method.request.header"],
  [[USER_POOL], { resultsCacheTtl: Duration.seconds(3601) }, "whole seconds, from 0 to 3600"],
])("a user pools authorizer of %j with %j is refused", (pools, props, message) => {
  const authorizer = new CognitoUserPoolsAuthorizer(pools as IUserPool[], props);

  expect(messageOf(() => schemeOf(() => authorizer))).toContain(message);
});
