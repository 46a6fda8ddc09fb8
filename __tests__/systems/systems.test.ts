import { readFileSync } from "node:fs";
import "../../local/testing/jest";
import { allowing, environment, environmentStack, systemOf, trusting } from "./support";

const stack = environmentStack("dev");
const dev = environment("dev");
const INTEGRATION = "x-amazon-apigateway-integration";

describe("hello", () => {
  const hello = systemOf(dev, "hello");

  test("is an arm64 Python function with the managed policy AWSLambdaBasicExecutionRole", () => {
    expect(hello.attributes("aws_lambda_function")).toMatchObject({
      function_name: "web-api-dev-hello-Function",
      architectures: ["arm64"],
      handler: "index.lambda_handler",
      runtime: "python3.13",
      package_type: "Zip",
      role: hello.reference("aws_iam_role", "arn", "Function_Role"),
    });
    expect(hello.attributes("aws_iam_role_policy_attachment")).toMatchObject({
      policy_arn:
        "arn:${data.aws_partition.Partition.partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      role: hello.reference("aws_iam_role", "name", "Function_Role"),
    });
    expect(hello.trusted("Function_Role")).toEqual(trusting("lambda.amazonaws.com"));
  });

  test("is an HTTP API whose $default stage deploys by itself, with the one route GET /", () => {
    const apiId = hello.reference("aws_apigatewayv2_api", "id");

    expect(hello.attributes("aws_apigatewayv2_api")).toMatchObject({
      name: "HttpApi.dev",
      protocol_type: "HTTP",
    });
    expect(hello.attributes("aws_apigatewayv2_stage")).toMatchObject({
      api_id: apiId,
      name: "$default",
      auto_deploy: true,
    });
    expect(stack).toHaveRoute("GET /", { to: "hello", auth: "public" });
    expect(hello.count("aws_apigatewayv2_route")).toBe(1);
  });

  test("is invoked by proxy, format 2.0, with a role that may invoke just this function", () => {
    expect(hello.attributes("aws_apigatewayv2_integration")).toMatchObject({
      integration_type: "AWS_PROXY",
      connection_type: "INTERNET",
      integration_method: "POST",
      payload_format_version: "2.0",
      integration_uri: hello.reference("aws_lambda_function", "invoke_arn"),
      credentials_arn: hello.reference("aws_iam_role", "arn", "InvokeRole"),
    });
    expect(hello.trusted("InvokeRole")).toEqual(trusting("apigateway.amazonaws.com"));
    expect(hello.policy("InvokeRole")).toEqual(
      allowing([["lambda:InvokeFunction"], [hello.reference("aws_lambda_function", "arn")]]),
    );
    expect(hello.count("aws_lambda_permission")).toBe(0);
  });
});

describe("lambda-api", () => {
  const lambdaApi = systemOf(dev, "lambda-api");

  test("is a Python function with 256 MB and 60 s, whose role may write to its own log only", () => {
    expect(lambdaApi.attributes("aws_lambda_function")).toMatchObject({
      architectures: ["arm64"],
      handler: "index.handler",
      runtime: "python3.13",
      memory_size: 256,
      timeout: 60,
    });
    const logs = lambdaApi.reference("aws_cloudwatch_log_group", "arn", "Function_LogGroup");
    expect(lambdaApi.policy("Function_Role")).toEqual(
      allowing([["logs:CreateLogStream", "logs:PutLogEvents"], [`${logs}:*`]]),
    );
  });

  test("is an edge-optimised REST API with a stage v0", () => {
    expect(lambdaApi.attributes("aws_api_gateway_rest_api")).toMatchObject({
      description: "An API Gateway with a Lambda Integration",
      api_key_source: "HEADER",
      endpoint_configuration: { types: ["EDGE"] },
    });
    expect(lambdaApi.attributes("aws_api_gateway_stage")).toMatchObject({
      stage_name: "v0",
      description: "Lambda API Stage v0",
      rest_api_id: lambdaApi.reference("aws_api_gateway_rest_api", "id"),
      deployment_id: lambdaApi.reference("aws_api_gateway_deployment", "id"),
    });
  });

  test("has the operation lambda, POST /lambda, open to all, and a model of any object", () => {
    const { paths, components } = lambdaApi.document();

    expect(components.schemas).toEqual({ LambdaModel: { title: "LambdaModel", type: "object" } });
    expect(paths).toEqual({
      "/lambda": {
        post: {
          operationId: "lambda",
          responses: {
            "200": {
              description: "200 response",
              content: {
                "application/json": { schema: { $ref: "#/components/schemas/LambdaModel" } },
              },
            },
          },
          [INTEGRATION]: {
            type: "aws_proxy",
            connectionType: "INTERNET",
            httpMethod: "POST",
            passthroughBehavior: "when_no_match",
            timeoutInMillis: 29000,
            uri: expect.stringMatching(/:function:web-api-dev-lambda-api-Function\/invocations$/),
            credentials: lambdaApi.reference("aws_iam_role", "arn", "InvokeRole"),
          },
        },
      },
    });
    expect(lambdaApi.trusted("InvokeRole")).toEqual(trusting("apigateway.amazonaws.com"));
    expect(lambdaApi.policy("InvokeRole")).toEqual(
      allowing([["lambda:InvokeFunction"], [lambdaApi.reference("aws_lambda_function", "arn")]]),
    );
  });
});

describe("sample01", () => {
  const sample01 = systemOf(dev, "sample01");

  test("is a Python function behind a stage snapshot that logs at INFO", () => {
    expect(sample01.attributes("aws_lambda_function")).toMatchObject({
      handler: "index.handler",
      runtime: "python3.13",
    });
    expect(sample01.attributes("aws_api_gateway_stage")).toMatchObject({
      stage_name: "snapshot",
      description: "Snapshot of the latest changes",
    });
    expect(sample01.attributes("aws_api_gateway_method_settings")).toMatchObject({
      stage_name: sample01.reference("aws_api_gateway_stage", "stage_name"),
      method_path: "*/*",
      settings: { logging_level: "INFO" },
    });
  });

  test("maps GET /{hoge} by the templates of its files, and selects the 400 by the error's text", () => {
    const template = (name: string) => ({
      "application/json": readFileSync(`lambda-src/sample01/${name}.vtl`, "utf8"),
    });

    expect(sample01.document().paths["/{hoge}"]?.get?.[INTEGRATION]).toEqual({
      type: "aws",
      connectionType: "INTERNET",
      httpMethod: "POST",
      passthroughBehavior: "when_no_match",
      timeoutInMillis: 29000,
      uri: expect.stringMatching(/:function:web-api-dev-sample01-Function\/invocations$/) as string,
      credentials: sample01.reference("aws_iam_role", "arn", "InvokeRole"),
      requestTemplates: template("request"),
      responses: {
        default: { statusCode: "200", responseTemplates: { "application/json": "" } },
        "^\\[400:.*": { statusCode: "400", responseTemplates: template("error") },
      },
    });
    expect(sample01.policy("InvokeRole")).toEqual(
      allowing([["lambda:InvokeFunction"], [sample01.reference("aws_lambda_function", "arn")]]),
    );
  });

  test("has responses of the models Empty and Error", () => {
    const content = (model: string) => ({
      "application/json": { schema: { $ref: `#/components/schemas/${model}` } },
    });

    expect(sample01.document().paths["/{hoge}"]?.get?.responses).toMatchObject({
      "200": { content: content("Empty") },
      "400": { content: content("Error") },
    });
  });
});

describe("account-settings", () => {
  const accountSettings = systemOf(dev, "account-settings");

  test("is a traced Node.js function that may read the account's settings", () => {
    expect(accountSettings.attributes("aws_lambda_function")).toMatchObject({
      handler: "index.handler",
      runtime: "nodejs22.x",
      tracing_config: { mode: "Active" },
    });
    const logs = accountSettings.reference("aws_cloudwatch_log_group", "arn", "Function_LogGroup");
    expect(accountSettings.policy("Function_Role")).toEqual(
      allowing(
        [["logs:CreateLogStream", "logs:PutLogEvents"], [`${logs}:*`]],
        [["xray:PutTraceSegments", "xray:PutTelemetryRecords"], ["*"]],
        [["lambda:GetAccountSettings"], ["*"]],
      ),
    );
  });

  test("serves every method of / and of every path below, in a traced stage named as the environment", () => {
    const { paths } = accountSettings.document();

    expect(Object.keys(paths)).toEqual(["/", "/{proxy+}"]);
    for (const path of ["/", "/{proxy+}"]) {
      expect(stack).toHaveRoute(`ANY ${path}`, { to: "account-settings", auth: "public" });
    }
    expect(accountSettings.attributes("aws_api_gateway_stage")).toMatchObject({
      stage_name: "dev",
      xray_tracing_enabled: true,
    });
  });

  test("is invoked by a permission for this API of this account, and by no role", () => {
    expect(accountSettings.attributes("aws_lambda_permission")).toMatchObject({
      action: "lambda:InvokeFunction",
      principal: "apigateway.amazonaws.com",
      function_name: accountSettings.reference("aws_lambda_function", "function_name"),
      source_arn: `${accountSettings.reference("aws_api_gateway_rest_api", "execution_arn")}/*/*`,
      source_account: "${data.aws_caller_identity.CallerIdentity.account_id}",
    });
    expect(accountSettings.count("aws_iam_role")).toBe(1);
  });
});

describe("notes", () => {
  const notes = systemOf(dev, "notes");

  test("is a Node.js function that knows its table, which has a key of owner and id", () => {
    expect(notes.attributes("aws_lambda_function", "notes_Function")).toMatchObject({
      handler: "index.handler",
      runtime: "nodejs22.x",
      environment: { variables: { TABLE_NAME: notes.reference("aws_dynamodb_table", "name") } },
    });
    expect(notes.attributes("aws_dynamodb_table")).toMatchObject({
      name: "web-api-dev-notes",
      hash_key: "owner",
      range_key: "id",
    });
  });

  test("has an encrypted table that is billed per request", () => {
    expect(notes.attributes("aws_dynamodb_table")).toMatchObject({
      billing_mode: "PAY_PER_REQUEST",
      server_side_encryption: { enabled: true },
    });
  });

  test("allows its function three actions on the table, and to write to its own log", () => {
    const logs = notes.reference("aws_cloudwatch_log_group", "arn", "notes_Function_LogGroup");
    const table = notes.reference("aws_dynamodb_table", "arn");

    expect(notes.policy("notes_Function_Role")).toEqual(
      allowing(
        [["logs:CreateLogStream", "logs:PutLogEvents"], [`${logs}:*`]],
        [["dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"], [table]],
      ),
    );
  });

  test("guards all routes but GET /health by one authorizer for tokens of the issuer", () => {
    expect(notes.attributes("aws_apigatewayv2_authorizer")).toMatchObject({
      authorizer_type: "JWT",
      identity_sources: ["$request.header.Authorization"],
      jwt_configuration: { issuer: "https://accounts.google.com", audience: ["web-api-dev"] },
    });
    expect(stack).toHaveRoute("GET /health", { to: "notes/Function", auth: "public" });
    const auth = "JWT https://accounts.google.com";
    for (const route of [
      "POST /notes",
      ...["GET", "PUT", "DELETE"].map((m) => `${m} /notes/{id}`),
    ]) {
      expect(stack).toHaveRoute(route, { to: "notes/Function", auth });
    }
    expect(stack).toHaveRoute("POST /notes/{id}/remind", { to: "SQS-SendMessage", auth });
    expect(notes.count("aws_apigatewayv2_route")).toBe(6);
  });

  test("admits web pages of one origin, with the headers that their requests need", () => {
    expect(notes.attributes("aws_apigatewayv2_api").cors_configuration).toEqual({
      allow_origins: ["http://localhost:5173"],
      allow_methods: ["GET", "POST", "PUT", "DELETE"],
      allow_headers: ["authorization", "content-type"],
    });
  });
});

describe("chat", () => {
  const chat = systemOf(dev, "chat");

  test("keeps its connections in a table that forgets them in time", () => {
    expect(chat.attributes("aws_dynamodb_table")).toMatchObject({
      hash_key: "connectionId",
      ttl: { attribute_name: "expiresAt", enabled: true },
    });
  });

  test("allows its function to use the table and to manage the connections of its stage", () => {
    const logs = chat.reference("aws_cloudwatch_log_group", "arn", "chat_Function_LogGroup");
    const table = chat.reference("aws_dynamodb_table", "arn");
    const api = chat.reference("aws_apigatewayv2_api", "execution_arn", "WebSocketApi");
    const actions = ["GetItem", "PutItem", "UpdateItem", "DeleteItem", "Scan"];

    expect(chat.policy("chat_Function_Role")).toEqual(
      allowing(
        [["logs:CreateLogStream", "logs:PutLogEvents"], [`${logs}:*`]],
        [actions.map((action) => `dynamodb:${action}`), [table]],
        [["execute-api:ManageConnections"], [`${api}/dev/*/@connections/*`]],
      ),
    );
  });

  test("responds to the client on all routes that have messages", () => {
    expect(chat.count("aws_apigatewayv2_route")).toBe(6);
    expect(chat.count("aws_apigatewayv2_route_response")).toBe(3);
  });

  test("has a page that knows the URL of the WebSocket API", () => {
    const endpoint = chat.reference("aws_apigatewayv2_api", "api_endpoint", "WebSocketApi");

    expect(chat.attributes("aws_lambda_function", "Page")).toMatchObject({
      environment: { variables: { CHAT_URL: `${endpoint}/dev` } },
    });
  });
});
