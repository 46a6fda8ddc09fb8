import { lambda } from "../../../constructs";
import { messageOf } from "../message-of";
import { environment, INLINE, only, synth } from "./support";

const { Architecture, LayerVersion, Runtime } = lambda;

test("a layer is a zip of a folder, which functions name by the version's ARN", () => {
  const stack = environment();
  const layer = LayerVersion.fromAsset(stack, "Shared", "lambda-src/hello", {
    compatibleRuntimes: [Runtime.PYTHON_3_13],
    compatibleArchitectures: [Architecture.ARM_64],
    description: "helpers",
  });
  new lambda.Function(stack, "Hello", { ...INLINE, layers: [layer.layerVersionArn] });

  const json = synth(stack);

  expect(only(json, "aws_lambda_layer_version")).toMatchObject({
    layer_name: "shop-dev-Shared",
    filename: expect.stringContaining("output_path"),
    source_code_hash: expect.stringContaining("output_base64sha256"),
    compatible_runtimes: ["python3.13"],
    compatible_architectures: ["arm64"],
    description: "helpers",
  });
  expect(only(json, "aws_lambda_function")["layers"]).toEqual([
    expect.stringMatching(/^\$\{aws_lambda_layer_version\.Shared_\w+\.arn\}$/),
  ]);
});

test.each<[string, string, object, string]>([
  ["code folder is", "lambda-src/none", {}, "a folder that exists"],
  ["code folder is", "lambda-src/hello", { exclude: ["*.py"] }, "at least one file"],
  ["description is", "lambda-src/hello", { description: "x".repeat(257) }, "256 characters"],
  [
    "compatibleRuntimes is",
    "lambda-src/hello",
    { compatibleRuntimes: ["python3.13"] },
    "NODEJS_22_X",
  ],
])("%s, for %s with %j, is refused", (what, folder, options, allowed) => {
  const message = messageOf(() => LayerVersion.fromAsset(environment(), "L", folder, options));

  expect(message).toContain(`dev/L: ${what}`);
  expect(message).toContain(allowed);
});
