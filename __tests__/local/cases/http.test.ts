import { HTTP_CASES, type HttpCase } from "./support/http-case";
import { HTTP_API } from "./support/http-stack";
import { testCases, testUnservable } from "./support/test-cases";

const isGuarded = ({ setup }: HttpCase) =>
  setup.routes.some((route) => route.authorization_type !== undefined);

describe("an HTTP API responds as AWS did", () => {
  testCases(
    HTTP_API,
    HTTP_CASES.filter((one) => !isGuarded(one)),
  );
});

describe("an HTTP API with an authorizer responds 501, and is never served open", () => {
  testUnservable(
    HTTP_API,
    HTTP_CASES.filter(isGuarded),
    /aws_apigatewayv2_route\.case0_0: authorization_type is \\"(CUSTOM|JWT)/,
  );
});
