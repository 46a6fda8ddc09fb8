import {
  InvokePermissions,
  type InvokingRoute,
} from "../../../../../local/gateway/common/permissions/invoke-permissions";
import { plainStack, type PlainResources } from "../../../lambda/support/plain-stack";

type Block = PlainResources[string];

const ARN = "arn:aws:lambda:eu-west-1:123456789012:function:fn";
const API = {
  address: "aws_apigatewayv2_api.api",
  executionArn: "arn:aws:execute-api:eu-west-1:123456789012:api1",
};
const ROUTE: InvokingRoute = {
  api: API,
  address: "aws_apigatewayv2_integration.fn",
  method: "GET",
  path: "/pets/{id}",
  uri: ARN,
  credentials: undefined,
};
const FUNCTION: PlainResources = { "aws_lambda_function.fn": { function_name: "fn" } };
const PERMISSION: Block = {
  action: "lambda:InvokeFunction",
  function_name: "fn",
  principal: "apigateway.amazonaws.com",
  source_arn: `${API.executionArn}/*/*`,
};
const STAGES = [{ name: "dev", variables: {} }];

function check(
  resources: PlainResources,
  route: Partial<InvokingRoute> = {},
  { stage = "dev", method = "GET", functionRef = ARN } = {},
): { denial: string | undefined; warnings: readonly string[] } {
  const permissions = new InvokePermissions(plainStack("/", { ...FUNCTION, ...resources }));
  const denialOf = permissions.checkFor({ ...ROUTE, ...route }, STAGES);
  // Warnings are known before the first request.
  const { warnings } = permissions;
  return { denial: denialOf(stage, method, functionRef), warnings };
}

const ALLOWED = { denial: undefined, warnings: [] };

describe("a permission of the function", () => {
  const withPermission = (change: Block = {}): PlainResources => ({
    "aws_lambda_permission.api": { ...PERMISSION, ...change },
  });

  test("is required, and the denial contains the one to paste", () => {
    expect(check({}).denial).toBe(
      `no aws_lambda_permission lets API Gateway invoke ${ARN} for ${API.executionArn}/dev/GET/pets/{id}. ` +
        'Add one with action = "lambda:InvokeFunction", function_name = "fn", ' +
        'principal = "apigateway.amazonaws.com", ' +
        'source_arn = "${aws_apigatewayv2_api.api.execution_arn}/*/*".',
    );
  });

  test("for an API of another account is denied with the option that sets the account", () => {
    const change = { source_arn: "arn:aws:execute-api:eu-west-1:210987654321:a1/*/*" };

    expect(check(withPermission(change)).denial).toMatch(
      /If this account is yours, pass --account-id 210987654321\.$/,
    );
    expect(
      check(withPermission({ source_arn: `${API.executionArn}/prod/*` })).denial,
    ).not.toContain("--account-id");
  });

  test.each<[what: string, change: Block]>([
    ["the whole API", {}],
    ["the API by a single star", { source_arn: `${API.executionArn}/*` }],
    ["the stage", { source_arn: `${API.executionArn}/dev/*` }],
    ["the method", { source_arn: `${API.executionArn}/*/GET/*` }],
    ["the path, its parameter as a star", { source_arn: `${API.executionArn}/*/GET/pets/*` }],
    ["the path as it is defined", { source_arn: `${API.executionArn}/*/GET/pets/{id}` }],
    ["any API of the account", { source_arn: "arn:aws:execute-api:*:123456789012:*" }],
    ["any source", { source_arn: null }],
    ["the account", { source_account: "123456789012" }],
    ["everybody", { principal: "*" }],
    ["every action of Lambda", { action: "lambda:*" }],
    ["the function by its ARN", { function_name: ARN }],
  ])("one for %s lets it", (_what, change) => {
    expect(check(withPermission(change))).toEqual(ALLOWED);
  });

  test.each<[what: string, change: Block]>([
    ["another API", { source_arn: "arn:aws:execute-api:eu-west-1:123456789012:api2/*/*" }],
    ["another stage", { source_arn: `${API.executionArn}/prod/*` }],
    ["another method", { source_arn: `${API.executionArn}/*/POST/*` }],
    ["another path", { source_arn: `${API.executionArn}/*/*/dogs/*` }],
    ["a longer path", { source_arn: `${API.executionArn}/*/*/*/*/*` }],
    ["an authorizer", { source_arn: `${API.executionArn}/authorizers/*` }],
    ["another account", { source_account: "111111111111" }],
    ["another service", { principal: "events.amazonaws.com" }],
    ["another account as principal", { principal: "111111111111" }],
    ["function URLs", { action: "lambda:InvokeFunctionUrl" }],
    ["requests by the function's URL", { invoked_via_function_url: true }],
    ["another function", { function_name: "other" }],
    ["an alias of the function", { qualifier: "live" }],
  ])("one for %s doesn't", (_what, change) => {
    expect(check(withPermission(change)).denial).toContain("Add one with");
  });

  test("for something else is shown in the denial with its scope", () => {
    const { denial } = check(withPermission({ source_arn: `${API.executionArn}/prod/*` }));

    expect(denial).toContain(
      `(aws_lambda_permission.api allows lambda:InvokeFunction, aws:SourceArn ${API.executionArn}/prod/*)`,
    );
  });

  test("is also required if the integration's credentials are empty", () => {
    const route = { credentials: "" };

    expect(check({}, route).denial).toContain("Add one with");
    expect(check(withPermission(), route)).toEqual(ALLOWED);
  });

  test("is required for each alias: by qualifier, or in the function's name", () => {
    const asked = { functionRef: `${ARN}:live` };

    expect(check(withPermission(), {}, asked).denial).toContain('qualifier = "live"');
    expect(check(withPermission({ qualifier: "live" }), {}, asked)).toEqual(ALLOWED);
    expect(check(withPermission({ function_name: `${ARN}:live` }), {}, asked)).toEqual(ALLOWED);
  });

  test("without a qualifier covers $LATEST", () => {
    expect(check(withPermission(), {}, { functionRef: `${ARN}:$LATEST` })).toEqual(ALLOWED);
  });

  test("covers the route $default by its stage and name alone", () => {
    const route = { method: undefined, path: "" };
    const withSource = (path: string) => withPermission({ source_arn: API.executionArn + path });

    expect(check(withSource("/*/$default"), route)).toEqual(ALLOWED);
    expect(check(withSource("/*/*/*"), route).denial).toContain(
      "/dev/$default (aws_lambda_permission.api",
    );
  });

  test("covers an ANY method by ANY or by the method of the request", () => {
    const route = { method: "ANY" };
    const allowed = (method: string) =>
      check(withPermission({ source_arn: `${API.executionArn}/*/${method}/*` }), route, {
        method: "GET",
      }).denial === undefined;

    expect(["ANY", "GET", "POST"].filter(allowed)).toEqual(["ANY", "GET"]);
  });

  test("that only an apply can resolve is assumed to allow, with a warning", () => {
    const { denial, warnings } = check(withPermission({ source_arn: "${module.api.arn}/*" }));

    expect(denial).toBeUndefined();
    expect(warnings).toEqual([
      `aws_lambda_permission.api: the local runner doesn't know this policy and assumes that it allows lambda:InvokeFunction on ${ARN}.`,
    ]);
  });

  test("for another service is ignored, even if only an apply can resolve it", () => {
    const change = { principal: "s3.amazonaws.com", source_arn: "${module.bucket.arn}" };

    expect(check(withPermission(change)).denial).toContain("Add one with");
  });

  test("limited to an organization is assumed to allow, with a warning", () => {
    const { denial, warnings } = check(withPermission({ principal_org_id: "o-1" }));

    expect(denial).toBeUndefined();
    expect(warnings).toEqual([
      `the local runner can't evaluate the condition StringEquals aws:PrincipalOrgID for lambda:InvokeFunction on ${ARN} and assumes that it is met.`,
    ]);
  });

  test("is not checked for a function of another stack, whose invocation fails anyway", () => {
    const functionRef = "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere";

    expect(check({}, { uri: functionRef }, { functionRef })).toEqual(ALLOWED);
  });

  test("is checked for the function that stage variables in the integration's uri select", () => {
    const uri = "arn:aws:lambda:eu-west-1:123456789012:function:${stageVariables.name}";

    expect(check(withPermission(), { uri }, { functionRef: ARN })).toEqual(ALLOWED);
    expect(check({}, { uri }, { functionRef: ARN }).denial).toContain('function_name = "fn"');
  });
});
