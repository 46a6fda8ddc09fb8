import {
  HttpApi,
  HttpLambdaIntegration,
  lambda,
  LambdaIntegration,
  RestApi,
} from "../../constructs";
import type { LocalApi } from "../../local/testing";
import { serve } from "../../local/testing";
import { environment, INLINE } from "../constructs/lambda/support";

const CODE = `import json
def handler(event, context):
    return {"statusCode": 200, "body": json.dumps([context.function_version, context.invoked_function_arn])}
`;

describe("APIs in front of aliases, as the runner serves them", () => {
  let apis: LocalApi;

  beforeAll(async () => {
    const stack = environment();
    const code = lambda.Code.fromInline(CODE);
    const fn = new lambda.Function(stack, "Fn", { ...INLINE, code });
    const http = new HttpApi(stack, "Http");
    http.addRoute("GET /live", new HttpLambdaIntegration(fn.addAlias("live")));
    const shifted = fn.addAlias("shifted", { weights: { "7": 1 } });
    http.addRoute("GET /shifted", new HttpLambdaIntegration(shifted, { credentials: "role" }));
    const rest = new RestApi(stack, "Rest", { stageName: "v1" });
    rest.root.addMethod("GET", new LambdaIntegration(shifted));
    apis = await serve(stack);
  });

  const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:shop-dev-Fn";

  test.each([
    ["Http", "/live", "1", "live"],
    ["Http", "/shifted", "7", "shifted"],
    ["Rest", "/", "7", "shifted"],
  ])(
    "the API %s invokes, for %s, version %s by the alias %s",
    async (api, path, version, alias) => {
      const response = await apis.fetch(`GET ${path}`, { api });

      expect(await response.json()).toEqual([version, `${ARN}:${alias}`]);
    },
  );
});
