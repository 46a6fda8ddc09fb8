import { HTTP_CASES, type HttpCase } from "./support/http-case";
import { HTTP_API } from "./support/http-stack";
import { testCases, testUnservable } from "./support/test-cases";

const isUnserved = ({ setup }: HttpCase) =>
  setup.routes.some(({ authorization_type: type }) => type === "AWS_IAM");

describe("an HTTP API responds as AWS did", () => {
  testCases(
    HTTP_API,
    HTTP_CASES.filter((one) => !isUnserved(one)),
  );
});

describe("an HTTP API with an IAM route responds 501, and is never served open", () => {
  testUnservable(
    HTTP_API,
    HTTP_CASES.filter(isUnserved),
    /aws_apigatewayv2_route\.case0_[01]: authorization_type is \\"AWS_IAM/,
  );
});
