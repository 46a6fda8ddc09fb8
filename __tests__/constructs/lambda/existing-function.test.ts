import { TerraformVariable } from "cdktf";
import {
  HttpApi,
  HttpLambdaIntegration,
  lambda,
  LambdaIntegration,
  RestApi,
} from "../../../constructs";
import { bodyOf, invokeUri } from "../rest-api/support";
import type { Synthesised } from "./support";
import { environment, only, synth } from "./support";

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:pets";
const AWS = "${data.aws_partition.Partition.partition}";
const REGION = "${data.aws_region.Region.id}";

type Existing = (stack: ReturnType<typeof environment>) => lambda.IFunction;

const byArn: Existing = (stack) => lambda.Function.fromFunctionArn(stack, "Pets", ARN);
const byName: Existing = (stack) => lambda.Function.fromFunctionName(stack, "Pets", "pets");

function overHttp(existing: Existing): Synthesised {
  const stack = environment();
  new HttpApi(stack, "Api").addRoute("GET /", new HttpLambdaIntegration(existing(stack)));
  return synth(stack);
}

function overRest(existing: Existing): Synthesised {
  const stack = environment();
  const api = new RestApi(stack, "Api", { stageName: "v1" });
  api.root.addMethod("GET", new LambdaIntegration(existing(stack)));
  return synth(stack);
}

const KINDS: [name: string, existing: Existing, uri: string][] = [
  [
    "its ARN",
    byArn,
    `arn:${AWS}:apigateway:${REGION}:lambda:path/2015-03-31/functions/${ARN}/invocations`,
  ],
  ["its name", byName, invokeUri("pets")],
];

test.each(KINDS)("an HTTP API integrates an existing function by %s", (_, existing, uri) => {
  const json = overHttp(existing);

  expect(only(json, "aws_apigatewayv2_integration")).toMatchObject({ integration_uri: uri });
  expect(only(json, "aws_lambda_permission")).toMatchObject({ function_name: "pets" });
  expect(json.resource).not.toHaveProperty("aws_lambda_function");
});

test.each(KINDS)("a REST API integrates an existing function by %s", (_, existing, uri) => {
  const json = overRest(existing);

  expect(bodyOf(json)).toMatchObject({
    paths: { "/": { get: { "x-amazon-apigateway-integration": { uri } } } },
  });
  expect(only(json, "aws_lambda_permission")).toMatchObject({ function_name: "pets" });
});

test("the role that invokes an existing function names its ARN", () => {
  const stack = environment();
  const integration = new HttpLambdaIntegration(byArn(stack), { credentials: "role" });
  new HttpApi(stack, "Api").addRoute("GET /", integration);

  const json = synth(stack);

  expect(only(json, "aws_iam_role_policy").policy).toContain(`"Resource":["${ARN}"]`);
  expect(json.resource).not.toHaveProperty("aws_lambda_permission");
});

test("the name is taken from an ARN that is known only at apply", () => {
  const json = overHttp((stack) => {
    const variable = new TerraformVariable(stack, "arn", { type: "string" });
    return lambda.Function.fromFunctionArn(stack, "Pets", variable.stringValue);
  });

  expect(only(json, "aws_lambda_permission").function_name).toBe(
    '${element(split(":", var.arn), 6)}',
  );
});

test.each([
  ["pets"],
  [`${ARN}:live`],
  ["arn:aws:lambda:eu-west-1:123456789012:layer:pets"],
  ["arn:aws:sqs:eu-west-1:123456789012:pets"],
])("%s is refused as the ARN of a function", (arn) => {
  const stack = environment();

  expect(() => lambda.Function.fromFunctionArn(stack, "Pets", arn)).toThrow(
    `dev/Pets: functionArn is "${arn}"; allowed: the ARN of a Lambda function, without version`,
  );
});

test("the ARN of a function in another region is refused: API Gateway would call it in the stack's", () => {
  const arn = ARN.replace("eu-west-1", "us-east-1");

  expect(() => lambda.Function.fromFunctionArn(environment(), "Pets", arn)).toThrow(
    `dev/Pets: functionArn is "${arn}"; allowed: an ARN of the stack's region, eu-west-1`,
  );
});

test.each(["", "my pets", ARN])("%j is refused as the name of a function", (name) => {
  const stack = environment();

  expect(() => lambda.Function.fromFunctionName(stack, "Pets", name)).toThrow(
    `dev/Pets: functionName is ${JSON.stringify(name)}; allowed: letters, digits`,
  );
});
