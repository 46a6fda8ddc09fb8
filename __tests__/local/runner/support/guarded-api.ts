/** The handler of the guarded routes: it responds with what it knows of the caller. */
const CALLER = `exports.handler = async ({ requestContext: { authorizer } }) => {
  const { jwt, lambda } = authorizer;
  const caller = jwt?.claims.sub ?? lambda.caller;
  console.log("reached by " + caller.slice(0, 50));
  return { statusCode: 200, body: caller };
};`;

/** Admits whoever names itself, and denies "nobody". The time limit of the function is a second. */
const GUARD = `exports.handler = async ({ headers: { name, size = 0 } }) => {
  if (name === "slow") await new Promise(() => setInterval(() => {}, 1000));
  const caller = name.padEnd(Number(size), "x");
  return { isAuthorized: name !== "nobody", context: { caller } };
};`;

const ROLE = "arn:aws:iam::123456789012:role/fn";
const API_ID = "${aws_apigatewayv2_api.api.id}";

/** The files of a stack: an API whose routes `/jwt` and `/lambda` are guarded by an authorizer each. */
export function guardedApi(issuer: string): Record<string, string> {
  const data = { archive_file: { caller: archive("caller"), guard: archive("guard") } };
  const stack = { data, resource: resources(issuer) };
  return {
    "cdk.tf.json": JSON.stringify(stack),
    "caller/index.js": CALLER,
    "guard/index.js": GUARD,
  };
}

function archive(name: string): object {
  return { type: "zip", source_dir: name, output_path: `${name}.zip` };
}

function resources(issuer: string): object {
  const authorizer = { api_id: API_ID, identity_sources: ["$request.header.Authorization"] };
  return {
    aws_lambda_function: { caller: fn("caller"), guard: { ...fn("guard"), timeout: 1 } },
    aws_lambda_permission: { caller: permission("caller"), guard: permission("guard") },
    aws_apigatewayv2_api: { api: { name: "guarded", protocol_type: "HTTP" } },
    aws_apigatewayv2_stage: { api: { api_id: API_ID, name: "$default", auto_deploy: true } },
    aws_apigatewayv2_integration: {
      api: {
        api_id: API_ID,
        integration_type: "AWS_PROXY",
        integration_uri: "${aws_lambda_function.caller.invoke_arn}",
        payload_format_version: "2.0",
      },
    },
    aws_apigatewayv2_authorizer: {
      jwt: {
        ...authorizer,
        name: "jwt",
        authorizer_type: "JWT",
        jwt_configuration: { issuer, audience: ["app"] },
      },
      lambda: {
        ...authorizer,
        name: "lambda",
        authorizer_type: "REQUEST",
        authorizer_uri: "${aws_lambda_function.guard.invoke_arn}",
        authorizer_payload_format_version: "2.0",
        enable_simple_responses: true,
        authorizer_result_ttl_in_seconds: 60,
        identity_sources: ["$request.header.name"],
      },
    },
    aws_apigatewayv2_route: { jwt: route("jwt", "JWT"), lambda: route("lambda", "CUSTOM") },
  };
}

function fn(name: string): object {
  return {
    function_name: name,
    runtime: "nodejs22.x",
    handler: "index.handler",
    role: ROLE,
    filename: `\${data.archive_file.${name}.output_path}`,
  };
}

function permission(name: string): object {
  const principal = "apigateway.amazonaws.com";
  return { function_name: name, action: "lambda:InvokeFunction", principal };
}

function route(name: string, authorization_type: string): object {
  return {
    api_id: API_ID,
    route_key: `GET /${name}`,
    target: "integrations/${aws_apigatewayv2_integration.api.id}",
    authorization_type,
    authorizer_id: `\${aws_apigatewayv2_authorizer.${name}.id}`,
  };
}
