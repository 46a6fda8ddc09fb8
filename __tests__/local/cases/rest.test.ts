import { REST_CASES, type RestCase } from "./support/rest-case";
import { REST_API } from "./support/rest-stack";
import { testCases, testUnservable } from "./support/test-cases";

const isGuarded = ({ setup }: RestCase) =>
  setup.routes.some((route) => route.authorization !== "NONE");

describe("a REST API responds as AWS did", () => {
  testCases(
    REST_API,
    REST_CASES.filter((one) => !isGuarded(one)),
  );
});

describe("a REST API with an authorizer responds 501, and is never served open", () => {
  testUnservable(
    REST_API,
    REST_CASES.filter(isGuarded),
    /aws_api_gateway_method\.case0_0: authorization is \\"CUSTOM/,
  );
});
