import type { Compute, Computed } from "./compute";
import { arn, attribute, idOf } from "./compute";

const functionArn = arn("lambda", (resource) => `function:${resource.string("function_name")}`);
const invokeArn =
  (of: Compute): Compute =>
  (resource, context) =>
    `arn:aws:apigateway:${context.region}:lambda:path/2015-03-31/functions/${String(of(resource, context))}/invocations`;
const version: Compute = (resource) => (resource.boolean("publish") ? "1" : "$LATEST");
const qualifiedArn: Compute = (resource, context) =>
  `${String(functionArn(resource, context))}:${String(version(resource, context))}`;
const aliasArn = arn("lambda", (alias) => {
  const called = alias.string("function_name")?.split(":").pop();
  return `function:${called}:${alias.string("name")}`;
});
const urlFunction: Compute = (url) => url.string("function_name")?.split(":function:").pop();
const qualified =
  (separator: string): Compute =>
  (url, context) =>
    [urlFunction(url, context), url.string("qualifier")].filter(Boolean).join(separator);
const layerArn = arn("lambda", (layer) => `layer:${layer.string("layer_name")}`);
const layerVersionArn: Compute = (layer, context) => `${String(layerArn(layer, context))}:1`;

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
  aws_lambda_function_url: {
    id: qualified("/"),
    function_arn: arn(
      "lambda",
      (url, context) => `function:${String(qualified(":")(url, context))}`,
    ),
    function_url: (url, context) => `${context.apiUrl(url.address)}/`,
    url_id: (url) => idOf(url, 32),
  },
  aws_lambda_layer_version: {
    layer_arn: layerArn,
    version: () => "1",
    arn: layerVersionArn,
    id: layerVersionArn,
  },
};
