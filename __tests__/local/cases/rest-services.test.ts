import { REST_SERVICE_CASES } from "./support/rest-case";
import { REST_API } from "./support/rest-stack";
import { testCases } from "./support/test-cases";

describe("a REST API in front of an AWS service responds as AWS did", () => {
  testCases(REST_API, REST_SERVICE_CASES);
});
