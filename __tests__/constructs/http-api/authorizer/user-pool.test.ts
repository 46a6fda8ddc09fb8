import { CognitoUserPool } from "@cdktf/provider-aws/lib/cognito-user-pool";
import { CognitoUserPoolClient } from "@cdktf/provider-aws/lib/cognito-user-pool-client";
import type { HttpUserPoolAuthorizerProps, IUserPool } from "../../../../constructs";
import { HttpLambdaIntegration, HttpUserPoolAuthorizer } from "../../../../constructs";
import { only } from "../../lambda/support";
import { messageOf } from "../../message-of";
import { synthApi } from "../support";
import { synthRoutes } from "./support";

const ENDPOINT = "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";

test("a user pool's tokens are admitted for its app clients", () => {
  const json = synthApi(({ api, fn, stack }) => {
    const pool = new CognitoUserPool(stack, "Users", { name: "users" });
    const web = new CognitoUserPoolClient(stack, "Web", { name: "web", userPoolId: pool.id });
    const authorizer = new HttpUserPoolAuthorizer(pool, { userPoolClients: [web] });
    api.addRoute("GET /", new HttpLambdaIntegration(fn), { authorizer });
  });

  expect(only(json, "aws_apigatewayv2_authorizer")).toMatchObject({
    authorizer_type: "JWT",
    jwt_configuration: {
      audience: ["${aws_cognito_user_pool_client.Web.id}"],
      issuer: "https://${aws_cognito_user_pool.Users.endpoint}",
    },
  });
});

test("an existing user pool is named by its endpoint, and its clients by their ids", () => {
  const userPoolClients = [{ id: "1example23456789" }, { id: "2example23456789" }];
  const authorizer = new HttpUserPoolAuthorizer({ endpoint: ENDPOINT }, { userPoolClients });

  const json = synthRoutes({ "GET /": { authorizer } });

  expect(only(json, "aws_apigatewayv2_authorizer").jwt_configuration).toEqual({
    audience: ["1example23456789", "2example23456789"],
    issuer: `https://${ENDPOINT}`,
  });
});

test.each<[Partial<IUserPool>, Partial<HttpUserPoolAuthorizerProps>, string]>([
  [{}, {}, "allowed: a user pool, e.g. a CognitoUserPool"],
  [{ endpoint: `https://${ENDPOINT}` }, {}, "the endpoint of a user pool, without https://"],
  [{ endpoint: "eu-west-1_AbCdEfGhI" }, {}, "the endpoint of a user pool"],
  [{ endpoint: ENDPOINT }, { userPoolClients: [] }, "1 to 50 values"],
  [{ endpoint: ENDPOINT }, { userPoolClients: undefined }, "allowed: a list, each item an app"],
  [{ endpoint: ENDPOINT }, { userPoolClients: ["id"] as never }, "each item an app client"],
  [{ endpoint: ENDPOINT }, { identitySource: "Authorization" }, "one $request.header.<name>"],
])("a user pool authorizer of %j with %j is refused", (pool, props, message) => {
  const authorizer = new HttpUserPoolAuthorizer(pool as IUserPool, {
    userPoolClients: [{ id: "1example" }],
    ...props,
  });

  expect(messageOf(() => synthRoutes({ "GET /": { authorizer } }))).toContain(message);
});
