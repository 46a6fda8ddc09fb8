import type { Compute, Computed } from "./compute";
import { arn, attribute } from "./compute";

const functionArn = arn("lambda", (resource) => `function:${resource.string("function_name")}`);
const invokeArn =
  (of: Compute): Compute =>
  (resource, at) =>
    `arn:aws:apigateway:${at.region}:lambda:path/2015-03-31/functions/${String(of(resource, at))}/invocations`;
const version: Compute = (resource) => (resource.boolean("publish") ? "1" : "$LATEST");
const qualifiedArn: Compute = (resource, at) =>
  `${String(functionArn(resource, at))}:${String(version(resource, at))}`;
const aliasArn = arn("lambda", (alias) => {
  const called = alias.string("function_name")?.split(":").pop();
  return `function:${called}:${alias.string("name")}`;
});
const layerArn = arn("lambda", (layer) => `layer:${layer.string("layer_name")}`);
const layerVersionArn: Compute = (layer, at) => `${String(layerArn(layer, at))}:1`;

export const lambda: Computed = {
  aws_lambda_function: {
    id: attribute("function_name"),
    arn: functionArn,
    invoke_arn: invokeArn(functionArn),
    version,
    qualified_arn: qualifiedArn,
    qualified_invoke_arn: invokeArn(qualifiedArn),
  },
  aws_lambda_alias: { id: aliasArn, arn: aliasArn, invoke_arn: invokeArn(aliasArn) },
  aws_lambda_layer_version: {
    layer_arn: layerArn,
    version: () => "1",
    arn: layerVersionArn,
    id: layerVersionArn,
  },
};
