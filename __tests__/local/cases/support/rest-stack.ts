import type { RestRoute, RestSetup } from "./rest-case";
import { StackBuilder, toBlock, type Block, type StackFiles } from "./stack-builder";

const API = "${aws_api_gateway_rest_api.api.id}";

/** The least Terraform that sets up a case: one API of separate resources, one function a route. */
export function restStack(setup: RestSetup, backendUrl: string): StackFiles {
  const builder = new RestStackBuilder();
  builder.add("aws_api_gateway_rest_api", "api", { name: "case", ...toBlock(setup.rest_api) });
  for (const { name, content_type, schema } of setup.models ?? []) {
    const text = JSON.stringify(schema).replaceAll("${rest_api_id}", API);
    builder.add("aws_api_gateway_model", name, {
      rest_api_id: API,
      name,
      content_type,
      schema: text,
    });
  }
  setup.routes.forEach((route, index) => addRoute(builder, route, index, backendUrl));
  builder.add("aws_api_gateway_deployment", "api", { rest_api_id: API });
  builder.add("aws_api_gateway_stage", "stage", {
    rest_api_id: API,
    deployment_id: "${aws_api_gateway_deployment.api.id}",
    ...toBlock(setup.stage),
  });
  return builder;
}

function addRoute(
  builder: RestStackBuilder,
  route: RestRoute,
  index: number,
  backendUrl: string,
): void {
  const name = `route${index}`;
  const place = {
    rest_api_id: API,
    resource_id: builder.resourceOf(route.path),
    http_method: `\${aws_api_gateway_method.${name}.http_method}`,
  };
  if (route.request_validator) {
    const validator = { rest_api_id: API, name, ...route.request_validator };
    builder.add("aws_api_gateway_request_validator", name, validator);
  }
  builder.add("aws_api_gateway_method", name, {
    ...place,
    http_method: route.http_method,
    authorization: route.authorization,
    ...(route.request_parameters && { request_parameters: toBlock(route.request_parameters) }),
    ...(route.request_models && { request_models: toBlock(route.request_models) }),
    ...(route.request_validator && {
      request_validator_id: `\${aws_api_gateway_request_validator.${name}.id}`,
    }),
  });
  builder.add("aws_api_gateway_integration", name, {
    ...place,
    ...integrationOf(builder, route, name, backendUrl),
  });
  for (const response of route.integration_responses ?? []) {
    const responseName = `${name}_${response.status_code}`;
    builder.add("aws_api_gateway_integration_response", responseName, {
      ...place,
      ...toBlock(response),
    });
  }
}

function integrationOf(
  builder: RestStackBuilder,
  { integration, lambda, http_backend }: RestRoute,
  name: string,
  backendUrl: string,
): Block {
  const { uri_note: usesStageVariable, ...attributes } = toBlock(integration);
  if (http_backend) {
    const uri = (integration.uri ?? "<backend>/").replace("<backend>", backendUrl);
    return { ...attributes, uri };
  }
  if (!lambda) return attributes;
  const functionName = usesStageVariable === undefined ? name : "fn";
  builder.function(functionName, lambda);
  const arn = `\${aws_lambda_function.${functionName}.arn}`;
  const invoked = usesStageVariable === undefined ? arn : lambdaByStageVariable();
  const path = `lambda:path/2015-03-31/functions/${invoked}/invocations`;
  return { ...attributes, uri: `arn:aws:apigateway:us-east-1:${path}` };
}

/** As Terraform writes a `${…}` that isn't its own. */
function lambdaByStageVariable(): string {
  return "arn:aws:lambda:us-east-1:123456789012:function:$${stageVariables.lambdaFunction}";
}

/** A stack whose resources of paths are made as they are asked for. */
class RestStackBuilder extends StackBuilder {
  private readonly resourceNames = new Map<string, string>();

  /** The id of a path's resource, made with those above it where it isn't there yet. */
  resourceOf(path: string): string {
    if (path === "/") return "${aws_api_gateway_rest_api.api.root_resource_id}";
    const known = this.resourceNames.get(path);
    if (known) return `\${aws_api_gateway_resource.${known}.id}`;
    const at = path.lastIndexOf("/");
    const parent = this.resourceOf(path.slice(0, at) || "/");
    const name = `resource${this.resourceNames.size}`;
    this.resourceNames.set(path, name);
    this.add("aws_api_gateway_resource", name, {
      rest_api_id: API,
      parent_id: parent,
      path_part: path.slice(at + 1),
    });
    return `\${aws_api_gateway_resource.${name}.id}`;
  }
}
