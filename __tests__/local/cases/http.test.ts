import { HTTP_CASES } from "./support/http-case";
import { HTTP_API } from "./support/http-stack";
import { testCases } from "./support/test-cases";

describe("an HTTP API responds as AWS did", () => {
  testCases(HTTP_API, HTTP_CASES);
});
