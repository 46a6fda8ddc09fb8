import type {
  Authorizer,
  CognitoUserPoolsAuthorizerProps,
  lambda,
  RequestAuthorizerProps,
  TokenAuthorizerProps,
} from "../../../../constructs";
import {
  CognitoUserPoolsAuthorizer,
  Duration,
  MockIntegration,
  RequestAuthorizer,
  TokenAuthorizer,
} from "../../../../constructs";
import { restFixture, snapshot } from "../support";
import { USER_POOL } from "./support";

/** Another value for each prop: one that is forgotten here is an error of the compiler. */
type EachOf<Props> = { readonly [Prop in keyof Required<Props>]: Partial<Props> };

const resultsCacheTtl = { resultsCacheTtl: Duration.seconds(60) };
const identitySource = { identitySource: "method.request.header.X" };

const TOKEN: EachOf<TokenAuthorizerProps> = {
  identitySource,
  resultsCacheTtl,
  validationRegex: { validationRegex: "^a" },
};
const REQUEST: EachOf<RequestAuthorizerProps> = {
  identitySources: { identitySources: ["method.request.header.X"] },
  resultsCacheTtl,
};
const COGNITO: EachOf<CognitoUserPoolsAuthorizerProps> = { identitySource, resultsCacheTtl };

type Create = (fn: lambda.Function, props: object) => Authorizer;

function each(kind: string, create: Create, props: Readonly<Record<string, object>>) {
  return Object.entries(props).map(([prop, changed]) => [prop, kind, create, changed] as const);
}

function snapshotOf(create: Create, props: object): unknown {
  const { api, fn, stack } = restFixture();
  api.root.addMethod("GET", new MockIntegration(), { authorizer: create(fn, props) });
  return snapshot(stack);
}

test.each([
  ...each("token", (fn, props) => new TokenAuthorizer(fn, props), TOKEN),
  ...each("request", (fn, props) => new RequestAuthorizer(fn, props), REQUEST),
  ...each("user pools", (_, props) => new CognitoUserPoolsAuthorizer([USER_POOL], props), COGNITO),
])("a change of %s of a %s authorizer causes a deployment", (_prop, _kind, create, changed) => {
  expect(snapshotOf(create, changed)).not.toEqual(snapshotOf(create, {}));
});
