import { Testing } from "cdktf";
import {
  EnvironmentStack,
  HttpApi,
  HttpIntegration,
  HttpLambdaIntegration,
  HttpUrlIntegration,
  lambda,
  LambdaCustomIntegration,
  RestApi,
} from "../../../../constructs";

const PETS = `
exports.handler = async (event) => {
  console.info("pet %s", event.pathParameters.id);
  return { id: event.pathParameters.id, table: process.env.TABLE, process: process.pid };
};`;

const ORDERS = `
def handler(event, context):
    print('an order')
    return {"statusCode": 201, "body": event["body"]}`;

/** A shop: an HTTP API with two functions and an HTTP backend, and a REST API of its own. */
export function shop(): EnvironmentStack {
  const stack = new EnvironmentStack(Testing.app(), "dev", { app: "shop", region: "eu-west-1" });
  const pets = fn(stack, "Pets", lambda.Runtime.NODEJS_22_X, PETS);
  const orders = fn(stack, "Orders", lambda.Runtime.PYTHON_3_13, ORDERS);
  const weather = "https://weather.example/v1";

  const http = new HttpApi(stack, "Shop");
  http.addRoute("GET /pets/{id}", new HttpLambdaIntegration(pets));
  http.addRoute("POST /orders", new HttpLambdaIntegration(orders));
  http.addRoute("GET /weather/{day}", new HttpUrlIntegration(`${weather}/{day}`));

  const rest = new RestApi(stack, "Admin", { stageName: "v1" });
  const methodResponses = [{ statusCode: "200" }];
  rest.root.addResource("weather").addMethod("POST", new HttpIntegration(weather));
  rest.root.addResource("jobs").addMethod(
    "POST",
    new LambdaCustomIntegration(pets, {
      requestParameters: { "integration.request.header.X-Amz-Invocation-Type": "'Event'" },
      integrationResponses: [{ statusCode: "200" }],
    }),
    { methodResponses },
  );
  return stack;
}

function fn(
  stack: EnvironmentStack,
  id: string,
  runtime: lambda.FunctionProps["runtime"],
  code: string,
): lambda.Function {
  return new lambda.Function(stack, id, {
    runtime,
    handler: "index.handler",
    code: lambda.Code.fromInline(code),
  });
}
