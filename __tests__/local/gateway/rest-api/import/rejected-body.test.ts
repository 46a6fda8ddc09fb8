import { gatewayOf, integrationOf, mock } from "../support/serve";
import { problemsOf } from "../../support/problems";

const BODY = "aws_api_gateway_rest_api.api.body";
const INTEGRATION = "x-amazon-apigateway-integration";

const lossy = {
  document: {
    components: {
      schemas: { M: { id: "M", title: "M", patternProperties: {}, default: 1 } },
      typo: {},
    },
  },
};

describe("a document that AWS warns about, with fail_on_warnings", () => {
  test("is refused with all of AWS's warnings at once", () => {
    expect(problemsOf(gatewayOf({ ...lossy, api: { fail_on_warnings: true } }))).toEqual([
      [
        `${BODY}: AWS rejects the import, because it warns and fail_on_warnings is true:`,
        "components.typo: AWS drops this key on import, so it has no effect.",
        "components.schemas.M.id: AWS drops this keyword on import, so nothing is validated by it.",
        "components.schemas.M.patternProperties: AWS drops this keyword on import, so nothing is validated by it.",
      ].join("\n  "),
    ]);
  });

  test("is served if AWS drops something without a warning", () => {
    const document = { components: { schemas: { M: { type: "string", default: "a" } } } };

    expect(gatewayOf({ document, api: { fail_on_warnings: true } }).warnings).toHaveLength(1);
  });

  test("is served without fail_on_warnings", () => {
    expect(gatewayOf(lossy).warnings).toHaveLength(4);
  });
});

describe("a document that AWS rejects is refused, with AWS's message", () => {
  const mapping = {
    requestParameters: { "integration.request.header.A": "method.request.header.B" },
  };
  const responseParameters = { "method.response.header.Location": "integration.response.body.a" };

  test("a mapping from an undeclared parameter", () => {
    const get = { [INTEGRATION]: { type: "mock", ...mapping } };

    expect(problemsOf(gatewayOf({ paths: { "/": { get } } })).join("\n")).toContain(
      `${BODY}: AWS rejects the import:\n  paths./.get.${INTEGRATION}.requestParameters.integration.request.header.A: Unable to put integration on 'GET' for resource at path '/': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.B]`,
    );
  });

  test("but not from a parameter that its path or a component declares, or from a path variable", () => {
    const requestParameters = {
      "integration.request.header.A": "method.request.header.B",
      "integration.request.header.C": "method.request.multivaluequerystring.q",
      "integration.request.header.D": "method.request.path.id",
      "integration.request.header.E": "method.request.path.rest",
    };
    const paths = {
      "/{id}/{rest+}": {
        parameters: [{ $ref: "#/components/parameters/B" }],
        get: {
          parameters: [{ in: "query", name: "q" }],
          [INTEGRATION]: { type: "mock", requestParameters },
        },
      },
    };
    const document = { components: { parameters: { B: { in: "header", name: "B" } } } };

    expect(gatewayOf({ paths, document }).warnings).toEqual([]);
  });

  test("a mapping to an undeclared response header", () => {
    const responses = { "https://.*": { statusCode: "302", responseParameters } };
    const post = { responses: { "302": {} }, [INTEGRATION]: { type: "mock", responses } };

    expect(problemsOf(gatewayOf({ paths: { "/foo": { post } } })).join("\n")).toContain(
      "Unable to put integration response on 'POST' for resource at path '/foo': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.Location]",
    );
  });

  test("a model whose name has characters other than letters and digits", () => {
    const document = { components: { schemas: { inline_response_200_1: { type: "object" } } } };

    expect(problemsOf(gatewayOf({ document })).join("\n")).toContain(
      "Model name must be alphanumeric: inline_response_200_1",
    );
  });
});

describe("separate resources beside a body", () => {
  const model = (name: string) => ({
    "aws_api_gateway_model.m": { rest_api_id: "api1", name, schema: '{"type":"object"}' },
  });
  const document = { components: { schemas: { Pet: { type: "object" } } } };

  test("are deleted on AWS when the body changes, with a warning", () => {
    expect(gatewayOf({ document, resources: model("Cat") }).warnings).toEqual([
      `${BODY}: every change to it deletes aws_api_gateway_model.m on AWS: define them in the body, or set put_rest_api_mode to "merge".`,
    ]);
  });

  test("stay if the body is merged, as do the models of every new API", () => {
    const methodKey = { rest_api_id: "api1", resource_id: "root", http_method: "POST" };
    const validator = { id: "v", rest_api_id: "api1", validate_request_body: true };
    const method = { ...methodKey, authorization: "NONE", request_validator_id: "v" };
    const resources = {
      "aws_api_gateway_request_validator.v": validator,
      "aws_api_gateway_method.m": { ...method, request_models: { "application/json": "Error" } },
      "aws_api_gateway_integration.m": { ...methodKey, type: "MOCK" },
    };

    const merged = { resources, api: { put_rest_api_mode: "merge" } };

    expect(gatewayOf(merged).warnings.filter((one) => one.startsWith(BODY))).toEqual([]);
    expect(problemsOf(gatewayOf({ resources })).join("\n")).toContain(
      'model "Error" does not exist; the API has: none.',
    );
  });

  test("can't be models that the body also defines", () => {
    expect(problemsOf(gatewayOf({ document, resources: model("Pet") })).join("\n")).toContain(
      `aws_api_gateway_model.m: name is "Pet". AWS rejects it: Model name already exists for this REST API. ${BODY} defines it.`,
    );
  });
});

test("Swagger 2.0 is checked by the same rules, without the AWS warnings that are not known", () => {
  const schema = { $ref: "#/definitions/M" };
  const post = mock("ok", {}, { parameters: [{ in: "body", name: "M", schema }] });
  const body = JSON.stringify({
    swagger: "2.0",
    definitions: { M: { patternProperties: {}, oneOf: [{ type: "string" }] } },
    paths: { "/a": { post: integrationOf({ type: "mock" }, post) } },
  });

  expect(gatewayOf({ api: { body, fail_on_warnings: true } }).warnings).toEqual([
    `${BODY}: definitions.M.patternProperties: AWS drops this keyword on import, so nothing is validated by it.`,
    `${BODY}: definitions.M.oneOf: AWS does not support this keyword in models, so it has no effect.`,
    `${BODY}: definitions.M: AWS may reject an empty model: give it a title or a type.`,
  ]);
});
