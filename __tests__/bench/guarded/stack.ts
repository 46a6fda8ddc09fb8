import path from "node:path";
import { App } from "cdktf";
import {
  CognitoUserPoolsAuthorizer,
  EnvironmentStack,
  HttpApi,
  HttpJwtAuthorizer,
  HttpLambdaIntegration,
  lambda,
  LambdaIntegration,
  RestApi,
} from "../../../constructs";
import type { ApiKind } from "../runner/stacks";

/** An issuer of tokens that is a user pool too: both kinds of authorizer accept its tokens. */
export const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI";
const POOL = "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI";
const AUDIENCE = "bench";

/** The claims of a token that opens the guarded routes of both APIs. */
export const CLAIMS = { aud: AUDIENCE, token_use: "id" };

/** Synthesises an API with an open and a guarded route to the same function; the stack's folder. */
export function synthGuardedApi(outdir: string, api: ApiKind): string {
  const app = new App({ outdir });
  const stack = new EnvironmentStack(app, "dev", { app: "bench", region: "eu-west-1" });
  const fn = new lambda.Function(stack, "Hello", {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: "index.handler",
    code: lambda.Code.fromAsset(path.join(__dirname, "../runner/handlers")),
  });
  if (api === "HTTP API") {
    addHttpApi(stack, fn);
  } else {
    addRestApi(stack, fn);
  }
  app.synth();
  return path.join(outdir, "stacks", "dev");
}

function addHttpApi(stack: EnvironmentStack, fn: lambda.Function): void {
  const api = new HttpApi(stack, "Api");
  const integration = new HttpLambdaIntegration(fn);
  const authorizer = new HttpJwtAuthorizer(ISSUER, { audience: [AUDIENCE] });
  api.addRoute("GET /open", integration);
  api.addRoute("GET /guarded", integration, { authorizer });
}

function addRestApi(stack: EnvironmentStack, fn: lambda.Function): void {
  const api = new RestApi(stack, "Api", { stageName: "v1" });
  const integration = new LambdaIntegration(fn);
  const authorizer = new CognitoUserPoolsAuthorizer([{ arn: POOL }]);
  api.root.addResource("open").addMethod("GET", integration);
  api.root.addResource("guarded").addMethod("GET", integration, { authorizer });
}
