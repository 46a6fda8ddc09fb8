import { REST_BINARY_CASES } from "./support/rest-case";
import { REST_API } from "./support/rest-stack";
import { testCases } from "./support/test-cases";

describe("a REST API converts binary payloads as AWS did", () => {
  testCases(REST_API, REST_BINARY_CASES);
});
