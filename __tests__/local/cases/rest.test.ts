import { REST_CASES } from "./support/rest-case";
import { REST_API } from "./support/rest-stack";
import { testCases } from "./support/test-cases";

describe("a REST API responds as AWS did", () => {
  testCases(REST_API, REST_CASES);
});
