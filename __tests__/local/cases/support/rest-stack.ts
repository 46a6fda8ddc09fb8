import type { RestCase, RestRoute } from "./rest-case";
import { addAuthorizer, addKeys } from "./rest-guards";
import type { CaseKind } from "./served-cases";
import { CaseTable } from "./case-table";
import { CASE_ROLE, toBlock, type Block, type StackBuilder } from "./stack-builder";

/** The least Terraform that sets up a case: one API of separate resources, one function a route. */
export const REST_API: CaseKind<RestCase> = {
  api: "aws_api_gateway_rest_api",
  stage: "aws_api_gateway_stage",
  add(builder, api, { setup }, { backendUrl, authorizerUrl }) {
    const rest_api_id = `\${aws_api_gateway_rest_api.${api}.id}`;
    builder.add("aws_api_gateway_rest_api", api, { name: api, ...toBlock(setup.rest_api) });
    for (const { name, content_type, schema } of setup.models ?? []) {
      const text = JSON.stringify(schema).replaceAll(/\$\{rest_api_id\}|<api-id>/g, rest_api_id);
      const model = { rest_api_id, name, content_type, schema: text };
      builder.add("aws_api_gateway_model", `${api}_${name}`, model);
    }
    const resources = new ResourceTree(builder, api);
    setup.routes.forEach((route, index) => addRoute(resources, route, index, backendUrl));
    if (setup.authorizer) {
      addAuthorizer(builder, api, setup.authorizer, authorizerUrl);
    }
    if (setup.stage === null) {
      return;
    }
    builder.add("aws_api_gateway_deployment", api, { rest_api_id });
    builder.add("aws_api_gateway_stage", api, {
      rest_api_id,
      deployment_id: `\${aws_api_gateway_deployment.${api}.id}`,
      stage_name: "test",
      ...toBlock(setup.stage),
    });
    addKeys(builder, api, setup);
  },
};

function addRoute(
  resources: ResourceTree,
  route: RestRoute,
  index: number,
  backendUrl: string,
): void {
  const { builder, api, rest_api_id } = resources;
  const name = `${api}_${index}`;
  const place = {
    rest_api_id,
    resource_id: resources.idOf(route.path),
    http_method: `\${aws_api_gateway_method.${name}.http_method}`,
  };
  if (route.request_validator) {
    const validator = { rest_api_id, name, ...route.request_validator };
    builder.add("aws_api_gateway_request_validator", name, validator);
  }
  const { http_method, authorization, authorization_scopes, api_key_required } = route;
  const isByAuthorizer = authorization === "CUSTOM" || authorization === "COGNITO_USER_POOLS";
  builder.add("aws_api_gateway_method", name, {
    ...place,
    ...toBlock({ http_method, authorization, authorization_scopes, api_key_required }),
    ...(isByAuthorizer && { authorizer_id: `\${aws_api_gateway_authorizer.${api}.id}` }),
    ...(route.request_parameters && { request_parameters: toBlock(route.request_parameters) }),
    ...(route.request_models && { request_models: toBlock(route.request_models) }),
    ...(route.request_validator && {
      request_validator_id: `\${aws_api_gateway_request_validator.${name}.id}`,
    }),
  });
  builder.add("aws_api_gateway_integration", name, {
    ...place,
    ...integrationOf(resources, route, name, backendUrl),
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
  { builder, api }: ResourceTree,
  { integration, lambda, http_backend, aws_service }: RestRoute,
  name: string,
  backendUrl: string,
): Block {
  const { uri_note: usesStageVariable, ...attributes } = toBlock(integration);
  if (http_backend) {
    const { uri = "<backend>/" } = attributes;
    return { ...attributes, uri: String(uri).replace("<backend>", backendUrl) };
  }
  if (aws_service?.items) {
    builder.add("aws_dynamodb_table", "items", CaseTable.resource);
  }
  if (!lambda) {
    return aws_service ? { ...attributes, credentials: CASE_ROLE } : attributes;
  }
  const executionArn = `\${aws_api_gateway_rest_api.${api}.execution_arn}`;
  if (usesStageVariable !== undefined) {
    builder.function("fn", lambda, executionArn);
    return { ...attributes, uri: invocationUri(lambdaByStageVariable()) };
  }
  const functionName = builder.sharedFunction(name, lambda, executionArn);
  return { ...attributes, uri: invocationUri(`\${aws_lambda_function.${functionName}.arn}`) };
}

function invocationUri(functionArn: string): string {
  return `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
}

/** As Terraform writes a `${…}` that isn't its own. */
function lambdaByStageVariable(): string {
  return "arn:aws:lambda:us-east-1:123456789012:function:$${stageVariables.lambdaFunction}";
}

/** The resources of an API, made as their paths are asked for. */
class ResourceTree {
  readonly rest_api_id: string;
  private readonly names = new Map<string, string>();

  constructor(
    readonly builder: StackBuilder,
    readonly api: string,
  ) {
    this.rest_api_id = `\${aws_api_gateway_rest_api.${api}.id}`;
  }

  /** The id of a path's resource, made with those above it where it isn't there yet. */
  idOf(path: string): string {
    const { builder, api, rest_api_id } = this;
    if (path === "/") {
      return `\${aws_api_gateway_rest_api.${api}.root_resource_id}`;
    }
    const known = this.names.get(path);
    if (known) {
      return `\${aws_api_gateway_resource.${known}.id}`;
    }
    const at = path.lastIndexOf("/");
    const parent_id = this.idOf(path.slice(0, at) || "/");
    const name = `${api}_resource${this.names.size}`;
    this.names.set(path, name);
    const path_part = path.slice(at + 1);
    builder.add("aws_api_gateway_resource", name, { rest_api_id, parent_id, path_part });
    return `\${aws_api_gateway_resource.${name}.id}`;
  }
}
