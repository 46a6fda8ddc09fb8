import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack, TerraformVariable, Testing } from "cdktf";
import { EnvironmentStack, lambda } from "../../../constructs";
import { messageOf } from "../message-of";
import { INLINE, only, synth, synthHello } from "./support";

const { Architecture, Runtime } = lambda;
const LAYER = "arn:aws:lambda:eu-west-1:123456789012:layer:mine:1";
const INSIGHTS = "arn:aws:lambda:eu-west-1:580247275435:layer:LambdaInsightsExtension:46";

const functionWith = (props: Partial<lambda.FunctionProps>) =>
  only(synthHello(props), "aws_lambda_function") as { layers: string[]; environment?: object };
const arn = (rest: string) =>
  `arn:\${data.aws_partition.Partition.partition}:lambda:eu-west-1:${rest}`;
const actionsIn = (props: Partial<lambda.FunctionProps>) =>
  String(only(synthHello(props), "aws_iam_role_policy")["policy"]);

test.each<[Partial<lambda.FunctionProps>, string]>([
  [{ insights: true }, "580247275435:layer:LambdaInsightsExtension-Arm64:12"],
  [
    { insights: true, architecture: Architecture.X86_64 },
    "580247275435:layer:LambdaInsightsExtension:45",
  ],
  [
    { paramsAndSecrets: true },
    "015030872274:layer:AWS-Parameters-and-Secrets-Lambda-Extension-Arm64:4",
  ],
  [{ adotInstrumentation: true }, "901920570463:layer:aws-otel-python-arm64-ver-1-29-0:1"],
  [
    {
      adotInstrumentation: true,
      architecture: Architecture.X86_64,
      runtime: Runtime.NODEJS_22_X,
    },
    "901920570463:layer:aws-otel-nodejs-amd64-ver-1-30-1:1",
  ],
])("%j adds the layer of the region and the architecture", (props, layer) => {
  expect(functionWith(props).layers).toEqual([arn(layer)]);
});

test("the layers of extensions follow those of the function", () => {
  const { layers } = functionWith({ layers: [LAYER], insights: INSIGHTS });

  expect(layers).toEqual([LAYER, INSIGHTS]);
});

test.each<[Partial<lambda.FunctionProps>, string]>([
  [{ adotInstrumentation: true }, "/opt/otel-instrument"],
  [{ adotInstrumentation: true, runtime: Runtime.NODEJS_22_X }, "/opt/otel-handler"],
  [
    {
      adotInstrumentation: "arn:aws:lambda:eu-west-1:615299751070:layer:AWSOpenTelemetryDistroJs:8",
      runtime: Runtime.NODEJS_22_X,
    },
    "/opt/otel-instrument",
  ],
])("OpenTelemetry with %j starts the runtime by %s", (props, wrapper) => {
  expect(functionWith(props).environment).toEqual({
    variables: { AWS_LAMBDA_EXEC_WRAPPER: wrapper },
  });
});

test("the role may write what extensions send, and nothing without them", () => {
  expect(actionsIn({ insights: true })).toContain("log-group:/aws/lambda-insights:*");
  expect(actionsIn({ adotInstrumentation: true })).toContain("xray:PutTraceSegments");
  expect(actionsIn({ paramsAndSecrets: true, insights: false })).toBe(actionsIn({}));
});

test.each<[Partial<lambda.FunctionProps>, string]>([
  [{ insights: "LambdaInsightsExtension" }, "the ARN of a layer version. Write it with the number"],
  [{ insights: 1 as never }, "insights is 1; allowed: true, false or the ARN"],
  [
    {
      adotInstrumentation: true,
      runtime: Runtime.RUBY_3_4,
      code: lambda.Code.fromBucket("b", "k"),
    },
    "except for Node.js, Python and Java",
  ],
  [
    { layers: [LAYER, LAYER, LAYER, LAYER], insights: true, paramsAndSecrets: true },
    "allowed: 0 to 5 layers",
  ],
  [
    {
      code: lambda.Code.fromImage("image"),
      runtime: undefined,
      handler: undefined,
      insights: true,
    },
    "insights is true; allowed: none for a container image",
  ],
])("%j is refused", (props, message) => {
  expect(messageOf(() => synthHello(props))).toContain(message);
});

const inRegion = (region: string): TerraformStack =>
  new EnvironmentStack(Testing.app(), "dev", { app: "shop", region });
const elsewhere = () => {
  const stack = new TerraformStack(Testing.app(), "dev");
  new AwsProvider(stack, "aws", {
    region: new TerraformVariable(stack, "region", {}).stringValue,
  });
  return stack;
};

test.each([
  ["a region without the layer", () => inRegion("eu-central-2"), "for arm64 in eu-central-2"],
  ["a region that is a variable", elsewhere, "a region that only an apply knows"],
])("%s needs the layer's ARN", (_, stackOf, reason) => {
  const act = () => new lambda.Function(stackOf(), "Hello", { ...INLINE, insights: true });

  expect(messageOf(act)).toContain(`insights is true; allowed: the ARN of a layer version`);
  expect(messageOf(act)).toContain(reason);
});

test("a region that is a variable takes the ARN", () => {
  const stack = elsewhere();

  new lambda.Function(stack, "Hello", { ...INLINE, insights: INSIGHTS });

  expect(only(synth(stack), "aws_lambda_function")).toMatchObject({ layers: [INSIGHTS] });
});
