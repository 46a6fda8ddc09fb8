import { Testing } from "cdktf";
import {
  HttpApi,
  HttpLambdaIntegration,
  lambda,
  LambdaIntegration,
  RestApi,
} from "../../../../constructs";
import { EnvironmentStack } from "../../../../constructs/environment";
import { INLINE } from "../../../constructs/lambda/support";

/** A stack with an HTTP API, a REST API and two functions, of which one may write to a table. */
export function shop(): EnvironmentStack {
  const stack = new EnvironmentStack(Testing.app(), "dev", { app: "shop", region: "eu-west-1" });
  const orders = new lambda.Function(stack, "Orders", { ...INLINE, memorySize: 256 });
  const web = new lambda.Function(stack, "Web", INLINE);
  orders.addToRolePolicy({
    actions: ["dynamodb:PutItem"],
    resources: ["arn:aws:dynamodb:eu-west-1:123456789012:table/orders"],
  });

  const rest = new RestApi(stack, "Rest", { stageName: "v1" });
  const resource = rest.root.addResource("orders");
  resource.addMethod("POST", new LambdaIntegration(orders), { authorizationType: "AWS_IAM" });
  resource.addMethod("GET", new LambdaIntegration(orders), { apiKeyRequired: true });
  const http = new HttpApi(stack, "Http");
  http.addRoute("GET /", new HttpLambdaIntegration(web));
  return stack;
}
