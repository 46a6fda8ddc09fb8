import type { RequestTrace } from "../../../../../local/gateway/trace";
import type { CaseRequest } from "../../../cases/support/exchange";
import { header } from "../../support/response";
import { FakeLog } from "../../support/fake-log";
import { stepOf } from "../../support/steps";
import { responseTo, type TestApi } from "./http-api";

export const GET_PETS = { routeKey: "GET /pets/{id}" };

/** The trace of a request, by default of GET /pets/7. */
export async function traceOf(
  test: TestApi,
  request: Partial<CaseRequest> = {},
): Promise<RequestTrace> {
  const log = new FakeLog(true, true);
  const got = await responseTo({ ...test, log }, { path: "/pets/7", ...request });
  const [trace] = log.requests;
  if (!trace) {
    throw new Error("Nothing was traced.");
  }
  const response = stepOf(trace, "response");
  expect(response.status).toBe(got.status);
  expect(header(got, "Apigw-Requestid")).toBe(trace.requestId);
  return trace;
}

export const cors = (more: object = {}): TestApi => ({
  ...GET_PETS,
  api: { cors_configuration: [{ allow_origins: ["https://own.example"], ...more }] },
});
